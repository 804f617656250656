import type { Entry, Subject } from '../ledger/entry'
import type { Instant } from '../time/business-day'
import { nextRevision, type Bill } from './bill'

/** What a void keeps of its bill for a correction (更正). */
export type Kept = Pick<Extract<Subject, { type: 'voided-bill' }>, 'billDay' | 'firstAt' | 'tierId'>

/** Which bill one is, and what it takes over from the bill it replaces. */
export type Which = Pick<Bill, 'billId' | 'countsOn' | 'firstAt' | 'tierId'>

/** What is kept of a bill that was booked by this entry. */
export function keptOf(
  { countsOn, firstAt, tierId }: Bill,
  booked: Pick<Entry, 'day' | 'at'>,
): Kept & { firstAt: Instant } {
  return {
    billDay: countsOn ?? booked.day,
    firstAt: firstAt ?? booked.at,
    ...(tierId === undefined ? {} : { tierId }),
  }
}

/**
 * The bill that replaces a voided one: its day for tasks and tiers, when it was first settled, and its tier. The tier goes
 * with the member: settled for somebody else, it is reckoned by the tier of whose it is. Null where there is nothing to
 * replace, or no revision left. Voids from before there were tasks, or tiers, kept nothing of that.
 */
export function correctionOf(
  replaces: string,
  voided: Pick<Entry, 'memberId' | 'subject'> | null,
  memberId: string,
): Which | null {
  const billId = nextRevision(replaces)
  if (voided?.subject.type !== 'voided-bill' || billId === null) return null
  const { billDay, firstAt, tierId } = voided.subject
  return {
    billId,
    ...(billDay === undefined ? {} : { countsOn: billDay }),
    ...(firstAt === undefined ? {} : { firstAt }),
    ...(tierId === undefined || voided.memberId !== memberId ? {} : { tierId }),
  }
}
