import { eventOf, fulfil, undo } from '../../domain/redemption/fulfil'
import type { Redemption } from '../../domain/redemption/redemption'

const noon = Date.parse('2025-03-01T12:00:00+08:00')
const MINUTE = 60_000
const served = {
  kind: 'fulfilled' as const,
  at: noon,
  storeId: 'riverside',
  storeName: '滨江店',
  staffId: 's1',
  requestId: 'request-1',
}
const aRedemption = (changes: Partial<Redemption> = {}): Redemption => ({
  redemptionId: 'r1',
  memberId: 'm1',
  seq: 2,
  member: { maskedName: '王**', memberNumberTail: '7897' },
  rewardId: 'tea',
  rewardName: '茶',
  pricePoints: 50,
  status: 'issued',
  issuedAt: noon,
  expiresAt: noon + 30 * 86_400_000,
  storeIds: ['*'],
  cause: 'redeem:m1:request-0',
  events: [],
  ...changes,
})
const taken = aRedemption({ status: 'fulfilled', events: [served] })
const here = (at: number, storeId = 'riverside') => ({ storeId, at })

describe('serving a redemption', () => {
  it.each([
    ['in time, in a store that serves it', aRedemption({ storeIds: ['riverside'] }), here(noon), 'ok'],
    ['at the last instant', aRedemption({ expiresAt: noon + 1 }), here(noon), 'ok'],
    ['when it has ended', aRedemption({ expiresAt: noon }), here(noon), 'redemption-expired'],
    ['twice', taken, here(noon + MINUTE), 'already-served'],
    ['in another store', aRedemption({ storeIds: ['riverside'] }), here(noon, 'station'), 'not-served-here'],
  ])('%s', (_name, redemption, counter, outcome) => {
    const decided = fulfil(redemption, counter)
    expect(decided.ok ? 'ok' : decided.reason).toBe(outcome)
  })

  it('a used code says when and where', () => {
    expect(fulfil(taken, here(noon + MINUTE))).toMatchObject({
      details: { servedAt: noon, storeName: '滨江店' },
    })
  })
})

describe('undoing', () => {
  it.each([
    ['at once', taken, here(noon), 'ok'],
    ['in the fifth minute', taken, here(noon + 5 * MINUTE), 'ok'],
    ['after the fifth minute', taken, here(noon + 5 * MINUTE + 1), 'undo-window-passed'],
    ['in another store', taken, here(noon, 'station'), 'fulfilled-elsewhere'],
    ['what was not served', aRedemption(), here(noon), 'not-fulfilled'],
    [
      'a serving that is no longer the last',
      aRedemption({ status: 'fulfilled', events: [served, { ...served, at: noon + 1 }] }),
      here(noon),
      'not-fulfilled',
    ],
    [
      'too often',
      aRedemption({ status: 'fulfilled', events: [served, served, served, served] }),
      here(noon),
      'undone-too-often',
    ],
  ])('%s', (_name, redemption, counter, outcome) => {
    const decided = undo(redemption, noon, counter, { minutes: 5, mostEvents: 4 })
    expect(decided.ok ? 'ok' : decided.reason).toBe(outcome)
  })

  it('finds what an earlier delivery of the same request did', () => {
    expect(eventOf(taken, 'request-1')).toBe(served)
    expect(eventOf(taken, 'request-2')).toBeNull()
  })
})
