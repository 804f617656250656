import { opening, openScreen, type Screen } from '../../miniprogram/screen/open-screen'
import { installWechat, removeWechat, type Wechat } from './wechat'

let wechat: Wechat
let page: { data: { screen: Screen; points?: number }; setData(data: object): void }
beforeEach(() => {
  jest.useFakeTimers()
  wechat = installWechat()
  page = {
    data: { screen: opening },
    setData(data) {
      for (const [key, value] of Object.entries(data)) {
        if (key === 'screen.stale') this.data.screen = { ...this.data.screen, stale: value as string }
        else Object.assign(this.data, { [key]: value })
      }
    },
  }
})
afterEach(() => {
  jest.useRealTimers()
  removeWechat()
})
const open = () =>
  openScreen(page, ['points', 'news', { afterSeq: 0 }], ({ spendable }) => ({ points: spendable }))
const answers = (spendable: number) => () => ({ ok: true, value: { spendable } })
const silent = () => {
  throw new Error('offline')
}
async function opened(): Promise<unknown> {
  const work = open()
  await jest.advanceTimersByTimeAsync(5_000)
  return work
}

describe('opening a screen', () => {
  it('takes one call and shows what came', async () => {
    wechat.answer = answers(50)
    expect(await opened()).toEqual({ spendable: 50 })
    expect(page.data).toMatchObject({ points: 50, screen: { state: 'ready', stale: '' } })
    expect(wechat.sent).toHaveLength(1)
  })

  it('without a network ends within seconds, says so, and opens on the next try', async () => {
    wechat.answer = silent
    expect(await opened()).toBeNull()
    expect(page.data.screen).toMatchObject({ state: 'failed', reason: 'no-reply' })
    expect(page.data.screen.message).toMatch(/网络/)
    wechat.answer = answers(50)
    await opened()
    expect(page.data.screen.state).toBe('ready')
  })

  it('refused says why', async () => {
    wechat.answer = () => ({ ok: false, reason: 'not-a-member', details: {} })
    await opened()
    expect(page.data.screen).toMatchObject({ state: 'failed', reason: 'not-a-member' })
  })

  it('again without a network keeps what is there and says how old it is', async () => {
    wechat.answer = answers(50)
    await opened()
    wechat.answer = silent
    await opened()
    expect(page.data).toMatchObject({ points: 50, screen: { state: 'ready' } })
    expect(page.data.screen.stale).not.toBe('')
    wechat.answer = answers(60)
    await opened()
    expect(page.data).toMatchObject({ points: 60, screen: { stale: '' } })
  })

  it('twice shows the newer answer, even when the older comes later', async () => {
    let release: (value: unknown) => void = () => undefined
    wechat.answer = () => new Promise((resolve) => (release = resolve))
    const older = open()
    const answerOlder = release
    wechat.answer = answers(70)
    await opened()
    answerOlder({ ok: true, value: { spendable: 10 } })
    expect(await older).toBeNull()
    expect(page.data.points).toBe(70)
  })
})
