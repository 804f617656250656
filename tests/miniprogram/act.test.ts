import { act, forgetOldIntentions } from '../../miniprogram/cloud/act'
import { installWechat, removeWechat, type Wechat } from './wechat'

const juice = { rewardId: 'plum-juice' }
let wechat: Wechat
beforeEach(() => {
  jest.useFakeTimers()
  wechat = installWechat()
})
afterEach(() => {
  jest.useRealTimers()
  removeWechat()
})
const ids = (): string[] => wechat.sent.map(({ data }) => data.requestId)
async function done<T>(work: Promise<T>): Promise<T> {
  await jest.advanceTimersByTimeAsync(60_000)
  return work
}

describe('an act', () => {
  it('asked for again while it is under way is not sent again: both hear the one reply', async () => {
    const first = act('points-mall', 'redeem', juice)
    const second = act('points-mall', 'redeem', juice)
    expect(await done(first)).toMatchObject({ ok: true })
    expect(await second).toEqual(await first)
    expect(wechat.sent).toHaveLength(1)
  })

  it('that was answered is over: the next one is another request', async () => {
    await done(act('points-mall', 'redeem', juice))
    await done(act('points-mall', 'redeem', juice))
    expect(new Set(ids()).size).toBe(2)
    expect(wechat.storage.size).toBe(0)
  })

  it('whose reply was lost is repeated under the same request id, each time marked as a repetition', async () => {
    let lost = 2
    wechat.answer = () => {
      if (lost-- > 0) throw new Error('offline')
      return { ok: true, value: {} }
    }
    expect(await done(act('points-mall', 'redeem', juice))).toMatchObject({ ok: true })
    expect(new Set(ids()).size).toBe(1)
    expect(wechat.sent.map(({ data }) => data.attempt)).toEqual([1, 2, 3])
  })

  it('that was never answered is the same request when it is tried again, even after a restart', async () => {
    wechat.answer = () => {
      throw new Error('offline')
    }
    expect(await done(act('points-mall', 'redeem', juice))).toMatchObject({ reason: 'no-reply' })
    const [first] = ids()
    wechat.answer = () => ({ ok: true, value: {} })
    await done(act('points-mall', 'redeem', juice))
    expect(new Set(ids())).toEqual(new Set([first]))
    await done(act('points-mall', 'redeem', juice))
    expect(new Set(ids()).size).toBe(2)
  })

  it('at another price is the same request: the first may be booked, and is then what is answered', async () => {
    wechat.answer = () => {
      throw new Error('offline')
    }
    const redeem = (shownPoints: number) =>
      act('points-mall', 'redeem', { ...juice, shownPoints }, { rewardId: juice.rewardId })
    await done(redeem(50))
    wechat.answer = () => ({ ok: true, value: {} })
    await done(redeem(60))
    expect(new Set(ids()).size).toBe(1)
    expect(wechat.sent.at(-1)?.data.input).toEqual({ ...juice, shownPoints: 60 })
  })

  it('forgotten at a start is what nobody came back to in time, and nothing else that the phone keeps', async () => {
    wechat.answer = () => {
      throw new Error('offline')
    }
    wechat.storage.set('counter:at', { storeId: 'riverside' })
    await done(act('points-mall', 'redeem', juice))
    forgetOldIntentions()
    expect(wechat.storage.size).toBe(2)
    await jest.advanceTimersByTimeAsync(30 * 60_000)
    forgetOldIntentions()
    expect([...wechat.storage.keys()]).toEqual(['counter:at'])
  })

  it('whose replies hang gives up within half a minute', async () => {
    wechat.answer = () => new Promise(() => undefined)
    const acting = act('points-mall', 'redeem', juice)
    await jest.advanceTimersByTimeAsync(90_000)
    expect(await acting).toMatchObject({ reason: 'no-reply' })
    expect(wechat.sent).toHaveLength(3)
  })

  it.each(['busy', 'fault'])('answered with %s stays open; any other refusal settles it', async (reason) => {
    wechat.answer = () => ({ ok: false, reason, details: {} })
    await done(act('points-mall', 'redeem', juice))
    expect(wechat.storage.size).toBe(1)
    wechat.answer = () => ({ ok: false, reason: 'sold-out', details: {} })
    await done(act('points-mall', 'redeem', juice))
    expect(wechat.storage.size).toBe(0)
    expect(new Set(ids()).size).toBe(1)
  })

  it('on something else is another act', async () => {
    const [one, other] = [
      act('points-mall', 'redeem', juice),
      act('points-mall', 'redeem', { rewardId: 'egg' }),
    ]
    await done(Promise.all([one, other]))
    expect(new Set(ids()).size).toBe(2)
  })

  it('is forgotten after half an hour', async () => {
    wechat.answer = () => {
      throw new Error('offline')
    }
    await done(act('points-mall', 'redeem', juice))
    jest.advanceTimersByTime(30 * 60_000)
    wechat.answer = () => ({ ok: true, value: {} })
    await done(act('points-mall', 'redeem', juice))
    expect(new Set(ids()).size).toBe(2)
  })
})
