import type { Account } from '../domain/account'
import { refuse, type Decision, type Refused } from '../domain/decision'
import type { Entry } from '../domain/ledger/entry'
import type { Voucher } from '../domain/vouchers/voucher'
import { accountDocumentOf, loadAccount } from './accounts'
import { backOff } from './backoff'
import { entryOf, followingEntries, grantsOf, type Booking, type PostingRequest } from './booking'
import type { Database, Transaction } from './database'
import { isConflict, isDuplicate } from './database-errors'
import { entryDocumentOf, loadEntry } from './entries'
import { loadVoucher, voucherDocumentOf } from './vouchers'

export type Busy = Refused<'busy', Record<string, never>>
export type DifferentRequest = Refused<'different-request', Record<string, never>>

export interface Posted<V> {
  ok: true
  value: V
  entry: Entry
  /** False when the entry was already there: a repetition. */
  fresh: boolean
}

/** What is decided on the account and, where the request names some, the vouchers that exist. */
export type Decide<V, F extends Refused<string>> = (
  account: Account,
  vouchers: readonly Voucher[],
) => Decision<Booking<V>, F>

/**
 * A second lost race means a crowd, and a crowd is thinned by the long pauses of those who ask (`busy`), not by the short
 * ones in here: with five tries, 200 redemptions at once on one account asked twice as much of the database.
 */
const TRIES = 2

/**
 * Runs one decision on one member's account and writes what it decided: account, entry and what belongs to it,
 * or nothing. The only way points move.
 *
 * Five requests when all goes well: start, read the account, write it, add the entry, commit; one more for each
 * movement that follows and each voucher that comes with it, two for each voucher it uses or gives back. The decision
 * may run several times and touches nothing. After a lost race the entry is looked up before the next try, so that
 * of many identical requests one writes and the others answer what it answered. When the races do not end, the
 * answer is `busy`: nothing was written and the same request may be sent again.
 */
export async function posting<V, F extends Refused<string>>(
  db: Database,
  request: PostingRequest,
  decide: Decide<V, F>,
): Promise<Posted<V> | F | Busy | DifferentRequest> {
  const booked = async (): Promise<Posted<V> | DifferentRequest | null> => {
    const entry = await loadEntry(db, request.cause)
    if (entry === null) return null
    return entry.digest === request.digest
      ? { ok: true, value: entry.reply as V, entry, fresh: false }
      : refuse('different-request')
  }

  if (request.attempt > 1) {
    const earlier = await booked()
    if (earlier) return earlier
  }
  for (let tried = 1; ; tried++) {
    const outcome = await tryOnce(db, request, decide)
    if (outcome.end === 'written')
      return { ok: true, value: outcome.value, entry: outcome.entry, fresh: true }
    const earlier = await booked()
    if (earlier) return earlier
    if (outcome.end === 'refused') return outcome.refusal
    if (outcome.end === 'broke') throw outcome.error
    if (tried === TRIES) return refuse('busy')
    await backOff(tried)
  }
}

type Outcome<V, F> =
  | { end: 'written'; value: V; entry: Entry }
  | { end: 'refused'; refusal: F }
  /** A repetition may meet an account on which the decision makes no sense any more. */
  | { end: 'broke'; error: unknown }
  | { end: 'lost-the-race' }

async function tryOnce<V, F extends Refused<string>>(
  db: Database,
  request: PostingRequest,
  decide: Decide<V, F>,
): Promise<Outcome<V, F>> {
  const transaction = await db.begin()
  try {
    const before = await loadAccount(transaction, request.memberId)
    const held = await loadVouchers(transaction, request.voucherIds?.(before))
    let decided: Decision<Booking<V>, F>
    try {
      decided = decide(before, held)
    } catch (error) {
      await transaction.abandon()
      return { end: 'broke', error }
    }
    if (!decided.ok) {
      await transaction.abandon()
      return { end: 'refused', refusal: decided }
    }
    const { account, vouchers = [], alsoAdd = [], alsoReplace = [], value } = decided.value
    const entry = entryOf(request, decided.value)
    await transaction.replace('accounts', account.memberId, accountDocumentOf(account))
    for (const each of vouchers)
      await transaction.replace('vouchers', each.voucherId, voucherDocumentOf(each))
    for (const each of [entry, ...followingEntries(entry, decided.value)])
      await transaction.add('ledger_entries', each.cause, entryDocumentOf(each))
    for (const each of grantsOf(decided.value))
      await transaction.add('vouchers', each.voucherId, voucherDocumentOf(each))
    for (const { collection, id, document } of alsoAdd) await transaction.add(collection, id, document)
    for (const { collection, id, document } of alsoReplace)
      await transaction.replace(collection, id, document)
    await transaction.commit()
    return { end: 'written', value, entry }
  } catch (error) {
    if (isConflict(error)) return { end: 'lost-the-race' }
    await transaction.abandon()
    if (isDuplicate(error)) return { end: 'lost-the-race' }
    throw error
  }
}

async function loadVouchers(
  transaction: Transaction,
  voucherIds: readonly string[] = [],
): Promise<Voucher[]> {
  const found: Voucher[] = []
  // One after another: a transaction takes no two at once.
  for (const voucherId of voucherIds) {
    const voucher = await loadVoucher(transaction, voucherId)
    if (voucher !== null) found.push(voucher)
  }
  return found
}
