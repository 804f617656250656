import fc from 'fast-check'
import { adjust } from '../../domain/ledger/adjust'
import { auditAccount } from '../../domain/ledger/audit'
import { earn } from '../../domain/ledger/earn'
import type { Entry } from '../../domain/ledger/entry'
import { expiryOf } from '../../domain/ledger/expiry'
import type { Moved } from '../../domain/ledger/movement'
import { emptyPointsAccount, type PointsAccount } from '../../domain/ledger/points-account'
import { redeem, spendablePoints } from '../../domain/ledger/redeem'
import { reverseGrant, reverseSpending, type ClawbackPolicy } from '../../domain/ledger/reverse'
import type { ExpiryPolicy } from '../../domain/programme/expiry-policy'
import { addDays } from '../../domain/time/business-day'

type Step =
  | { do: 'earn'; points: number; policy: ExpiryPolicy; gift: boolean }
  | { do: 'redeem'; points: number }
  | { do: 'void'; which: number; policy: ClawbackPolicy }
  | { do: 'undo'; which: number }
  | { do: 'adjust'; points: number }
  | { do: 'wait'; days: number }

const points = fc.integer({ min: 0, max: 500 })
const which = fc.nat(50)
const policies = fc.constantFrom<ExpiryPolicy>(
  { kind: 'rolling-months', months: 6 },
  { kind: 'rolling-days', days: 7 },
  { kind: 'fixed-date', monthDay: '12-28' },
  { kind: 'inactivity', months: 2 },
  { kind: 'never' },
)
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('earn' as const), points, policy: policies, gift: fc.boolean() }),
  fc.record({ do: fc.constant('redeem' as const), points }),
  fc.record({
    do: fc.constant('void' as const),
    which,
    policy: fc.constantFrom<ClawbackPolicy>('debt', 'take-what-is-left', 'refuse'),
  }),
  fc.record({ do: fc.constant('undo' as const), which }),
  fc.record({ do: fc.constant('adjust' as const), points: fc.integer({ min: -300, max: 300 }) }),
  fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: -3, max: 120 }) }),
)

/** Runs steps as the functions would, keeping the entries a database would hold. */
function run(steps: Step[], check: (account: PointsAccount, entries: Entry[]) => void): void {
  let account = emptyPointsAccount
  let today = '2025-01-01'
  const entries: Entry[] = []
  const reversed = new Set<string>()

  const book = (moved: Moved, reverses: string | null = null, visit = false): void => {
    account = moved.points
    if (reverses !== null) reversed.add(reverses)
    entries.push({
      ...moved.movement,
      cause: `step:${entries.length}`,
      memberId: 'm',
      seq: account.seq,
      at: 0,
      day: today,
      balanceAfter: account.balance,
      breakdown: visit
        ? [{ step: 'base', points: moved.movement.points - moved.movement.debt, because: {} }]
        : [],
      programmeVersion: 1,
      operator: null,
      reverses,
      subject: visit ? ({ type: 'bill', bill: {} } as Entry['subject']) : { type: 'adjustment', note: '' },
      requestId: '',
      digest: '',
      reply: null,
    })
  }
  const nth = (verb: Entry['verb'], index: number): Entry | undefined => {
    const open = entries.filter((entry) => entry.verb === verb && !reversed.has(entry.cause))
    return open[index % Math.max(1, open.length)]
  }

  for (const one of steps) {
    switch (one.do) {
      case 'wait':
        today = addDays(today, one.days)
        break
      case 'earn': {
        const growth = one.gift ? 0 : one.points
        const expiry = expiryOf(today, one.policy)
        const kind = one.gift ? 'gift' : 'purchase'
        const grant = { points: one.points, kind, expiry, growth, visitOn: one.gift ? null : today } as const
        book(earn(account, grant), null, !one.gift)
        break
      }
      case 'redeem': {
        const spendable = spendablePoints(account, today)
        const decided = redeem(account, one.points, today)
        expect(decided.ok).toBe(one.points <= spendable)
        if (decided.ok) book(decided.value)
        break
      }
      case 'void': {
        const grant = nth('earn', one.which)
        const decided = grant && reverseGrant(account, grant, one.policy, today)
        if (grant && decided?.ok) book(decided.value, grant.cause)
        break
      }
      case 'undo': {
        const spending = nth('redeem', one.which)
        if (spending) book(reverseSpending(account, spending, today, 7), spending.cause)
        break
      }
      case 'adjust': {
        const decided = adjust(account, { points: one.points, expiry: 'never' }, today)
        if (decided.ok) book(decided.value)
        break
      }
    }
    check(account, entries)
  }
}

describe('the ledger, under any sequence of earn, redeem, void, undo and adjust, with any clock steps', () => {
  it('balance, lots, debt and growth are what the entries add up to, and never negative', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        run(steps, (account, entries) => expect(auditAccount('m', account, entries)).toEqual([]))
      }),
      { numRuns: 400 },
    )
  })

  it('voiding every bill and undoing every redemption leaves only gifts, corrections and what was written off', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const allBack: Step[] = Array.from({ length: 60 }, (_, i) =>
          i % 2 ? { do: 'void', which: 0, policy: 'debt' } : { do: 'undo', which: 0 },
        )
        let last: [PointsAccount, Entry[]] = [emptyPointsAccount, []]
        const noRefusals = steps.map((one) => (one.do === 'void' ? { ...one, policy: 'debt' as const } : one))
        run([...noRefusals, ...allBack], (account, entries) => (last = [account, entries]))
        const [account, entries] = last
        const corrections = entries
          .filter((e) => e.verb === 'adjust')
          .reduce((sum, e) => sum + e.points + e.debt * -1, 0)
        expect(account.balance - account.debt).toBe(corrections)
        expect(account.growth).toBe(0)
      }),
      { numRuns: 200 },
    )
  })

  it('the points of a member who comes twice a day for a year stay below 64 KB', () => {
    let account = emptyPointsAccount
    for (let day = 0; day < 365; day++) {
      const today = addDays('2025-01-01', day)
      for (const kind of ['purchase', 'gift'] as const) {
        const expiry = expiryOf(today, { kind: 'rolling-months', months: 12 })
        account = earn(account, { points: 99_999, kind, expiry, growth: 0, visitOn: today }).points
      }
    }
    expect(account.lots.length).toBeLessThanOrEqual(2 * 366)
    expect(Buffer.byteLength(JSON.stringify(account))).toBeLessThan(64 * 1024)
  })
})
