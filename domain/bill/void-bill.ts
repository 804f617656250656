import { accept, refuse, type Decision, type Refused } from '../decision'
import type { Moved, Movement } from '../ledger/movement'
import type { PointsAccount } from '../ledger/points-account'
import { reverseGrant, type PointsAlreadySpent } from '../ledger/reverse'
import type { Programme } from '../programme/programme'
import { allows, type Role } from '../staff/capabilities'
import { businessDay, type Instant } from '../time/business-day'
import type { BillMemory } from './bill'

const HOUR = 3_600_000

export type VoidWindowPassed = Refused<'void-window-passed', { settledAt: Instant; hours: number }>

/**
 * Whether this role may still void a bill settled at `settledAt`: whoever holds `void-old-bill` always, the others
 * for the programme's `cashierVoidHours`.
 */
export function mayVoid(
  role: Role,
  settledAt: Instant,
  now: Instant,
  programme: Programme,
): Decision<null, VoidWindowPassed> {
  const hours = programme.counter.cashierVoidHours
  if (allows(role, 'void-old-bill') || now - settledAt <= hours * HOUR) return accept(null)
  return refuse('void-window-passed', { settledAt, hours })
}

/** Voids a bill (作废): its grant is reversed by the programme's clawback policy, and it no longer counts as a visit. */
export function voidBill(
  account: { points: PointsAccount; bills: BillMemory },
  billId: string,
  grant: Movement,
  programme: Programme,
  at: Instant,
): Decision<Moved & { bills: BillMemory }, PointsAlreadySpent> {
  const reversed = reverseGrant(account.points, grant, programme.clawback.policy, businessDay(at, programme))
  if (!reversed.ok) return reversed
  return accept({
    ...reversed.value,
    bills: {
      recent: account.bills.recent.filter((bill) => bill.billId !== billId),
      count: account.bills.count - 1,
    },
  })
}
