import type { Account } from '../domain/account'
import { eligibleFen } from '../domain/bill/bill'
import { auditAccount } from '../domain/ledger/audit'
import type { Entry } from '../domain/ledger/entry'
import { lengthOf } from '../domain/check-in/streak'
import { addDays } from '../domain/time/business-day'
import { auditVouchers } from '../domain/vouchers/audit'
import type { Voucher } from '../domain/vouchers/voucher'
import { claimCauseOf, giftCauseOf, reviewCauseOf } from '../cloudfunctions/causes'
import { accountFrom } from '../storage/accounts'
import type { Stored } from '../storage/database'
import { entryFrom } from '../storage/entries'
import { voucherFrom } from '../storage/vouchers'
import { auditMemberships } from './audit-memberships'
import { auditStocks, type Stocked } from './audit-stocks'
import type { LocalCloud } from './cloud/local-cloud'

/**
 * What is wrong in a local cloud, in sentences; empty when all is well: accounts against their entries, redemptions
 * against the entries that paid for them, vouchers against those that granted them, limited stock against what was
 * redeemed, logins, numbers and phones against accounts, photos against what their members know of them, indexes against
 * documents. That no unit was lost can be said of those rewards alone of which it is known how many were stocked.
 */
export function auditCloud(cloud: LocalCloud, stocked: Stocked = {}): string[] {
  const accounts = (cloud.documents('accounts') as Stored[]).map(accountFrom)
  const entries = (cloud.documents('ledger_entries') as Stored[]).map(entryFrom)
  const vouchers = new Map<string, Voucher[]>()
  for (const voucher of (cloud.documents('vouchers') as Stored[]).map(voucherFrom))
    vouchers.set(voucher.memberId, [...(vouchers.get(voucher.memberId) ?? []), voucher])
  const byMember = new Map<string, Entry[]>(accounts.map(({ memberId }) => [memberId, []]))
  const orphans: string[] = []
  for (const entry of entries) {
    const own = byMember.get(entry.memberId)
    if (own) own.push(entry)
    else orphans.push(`${entry.cause} belongs to no account`)
  }
  return [
    ...accounts.flatMap((account) => {
      const own = byMember.get(account.memberId) ?? []
      return [
        ...auditAccount(account.memberId, account.points, own),
        ...auditCounters(account, own),
        ...auditCheckIns(account, own),
        ...auditTasks(account, own),
        ...auditReviews(account, own),
        ...auditTiers(account, own),
        ...auditAttribution(account, own),
        ...auditVouchers(account.memberId, vouchers.get(account.memberId) ?? [], own),
      ]
    }),
    ...orphans,
    ...[...vouchers.keys()]
      .filter((memberId) => !byMember.has(memberId))
      .map((memberId) => `vouchers of ${memberId} belong to no account`),
    ...auditRedemptions(cloud, entries),
    ...auditSubmissions(cloud, accounts),
    ...auditStocks(cloud, entries, stocked),
    ...auditMemberships(cloud, accounts),
    ...cloud.checkIndexes(),
  ]
}

/** What the account counts beside its points: bills that were not voided, rewards taken in a period. */
function auditCounters({ memberId, bills, taken }: Account, entries: readonly Entry[]): string[] {
  const of = (type: Entry['subject']['type']): Entry[] =>
    entries.filter(({ subject }) => subject.type === type)
  const visits = of('bill').length - of('voided-bill').length
  const redeemed = of('redemption')
  const overcounted = Object.entries(taken).filter(([rewardId, { period, count }]) => {
    const inPeriod = redeemed.filter(
      ({ subject, day }) =>
        subject.type === 'redemption' && subject.rewardId === rewardId && countsIn(period, day),
    )
    return count > inPeriod.length
  })
  return [
    ...(bills.count === visits
      ? []
      : [`${memberId}: counts ${bills.count} bills, the entries say ${visits}`]),
    ...overcounted.map(([rewardId]) => `${memberId}: counts more of ${rewardId} than were redeemed`),
  ]
}

/** The days an account remembers are those that were paid for, each once. */
function auditCheckIns(
  { memberId, checkIns: { streaks, longest } }: Account,
  entries: readonly Entry[],
): string[] {
  const held = streaks.flatMap((streak) =>
    Array.from({ length: lengthOf(streak) }, (_, i) => addDays(streak.from, i)),
  )
  const [first = ''] = held
  const booked = entries
    .flatMap(({ subject }) => (subject.type === 'check-in' ? [subject.checkedInOn] : []))
    .filter((day) => streaks.length > 0 && day >= first)
    .sort()
  return [
    ...(held.join() === booked.join()
      ? []
      : [`${memberId}: checked in on ${held.join()}, booked ${booked.join()}`]),
    ...(streaks.some((streak) => lengthOf(streak) > longest)
      ? [`${memberId}: a streak is longer than the longest`]
      : []),
  ]
}

/** Tasks were paid for what was there: no more is counted than was paid, and each claim is an entry that stands. */
function auditTasks({ memberId, activity, claims }: Account, entries: readonly Entry[]): string[] {
  const reversed = new Set(entries.map(({ reverses }) => reverses))
  const spent = entries.reduce(
    (sum, { cause, verb, subject }) =>
      verb === 'earn' && subject.type === 'bill' && !reversed.has(cause)
        ? sum + eligibleFen(subject.bill)
        : sum,
    0,
  )
  const causes = new Set(entries.map(({ cause }) => cause).filter((cause) => !reversed.has(cause)))
  return [
    ...(activity.spentFen > spent
      ? [`${memberId}: counts ${activity.spentFen} fen, the bills say ${spent}`]
      : []),
    ...claims
      .filter((claim) => causes.has(claimCauseOf(memberId, claim)) !== (claim.paid !== null))
      .map(({ taskId, period }) => `${memberId}: task ${taskId} of ${period} is not what the entries say`),
  ]
}

/** Each review that an account remembers is an entry that stands, and about a bill that does. */
function auditReviews({ memberId, reviews }: Account, entries: readonly Entry[]): string[] {
  const reversed = new Set(entries.map(({ reverses }) => reverses))
  const stand = new Set(entries.map(({ cause }) => cause).filter((cause) => !reversed.has(cause)))
  return [
    ...reviews.written
      .filter((one) => !stand.has(reviewCauseOf(memberId, one)) || !stand.has(one.billId))
      .map(({ billId }) => `${memberId}: the review of ${billId} is not what the entries say`),
    ...reviews.open
      .filter(({ billId }) => !stand.has(billId))
      .map(({ billId }) => `${memberId}: ${billId} cannot be written about, it does not stand`),
  ]
}

/** A photo waits for its member when it waits for the colleagues. */
function auditSubmissions(cloud: LocalCloud, accounts: readonly Account[]): string[] {
  const waiting = (cloud.documents('submissions') as Stored[])
    .filter(({ state }) => state === 'waiting')
    .map(({ memberId, taskId, period, nth }) => [memberId, taskId, period, nth].join(' '))
  const known = accounts.flatMap(({ memberId, submissions }) =>
    submissions
      .filter(({ verdict }) => verdict === null)
      .map(({ taskId, period, nth }) => [memberId, taskId, period, nth].join(' ')),
  )
  return [
    ...waiting.filter((one) => !known.includes(one)).map((one) => `photo ${one} waits for colleagues alone`),
    ...known.filter((one) => !waiting.includes(one)).map((one) => `photo ${one} waits for its member alone`),
  ]
}

/** Growth is that of bills that stand; each gift is an entry that stands; each use of an entitlement is one. */
function auditTiers({ memberId, activity, standing }: Account, entries: readonly Entry[]): string[] {
  const reversed = new Set(entries.map(({ reverses }) => reverses))
  const stand = entries.filter(({ cause }) => !reversed.has(cause))
  const grown = stand.reduce((sum, { subject, growth }) => (subject.type === 'bill' ? sum + growth : sum), 0)
  const held = activity.days.reduce((sum, { growth }) => sum + growth, 0)
  const causes = new Set(stand.map(({ cause }) => cause))
  const tierIds = standing.steps.map(({ tierId }) => tierId)
  return [
    ...(held > grown ? [`${memberId}: has grown by ${held}, the bills say ${grown}`] : []),
    ...(new Set(tierIds).size === tierIds.length ? [] : [`${memberId}: stands on a tier twice`]),
    ...standing.gifts
      .filter((gift) => causes.has(giftCauseOf(memberId, gift)) !== (gift.paid !== null))
      .map(({ tierId, period }) => `${memberId}: gift of ${tierId} in ${period} is not what the entries say`),
    ...Object.entries(standing.uses)
      .filter(([key, { period, count }]) => {
        const [id] = key.split(':')
        const used = entries.filter(
          ({ subject }) =>
            subject.type === 'entitlement' && subject.entitlementId === id && subject.period === period,
        )
        return used.length !== count
      })
      .map(([id]) => `${memberId}: uses of ${id} are not what the entries say`),
  ]
}

/** What is owed to a colleague for the member is what the entries add up to; a void never makes anything owed. */
function auditAttribution({ memberId, attribution }: Account, entries: readonly Entry[]): string[] {
  const said = entries.flatMap(({ attributed, reverses }) =>
    attributed ? [{ ...attributed, reverses }] : [],
  )
  const members = said.reduce((sum, each) => sum + each.members, 0)
  const fen = said.reduce((sum, each) => sum + each.fen, 0)
  const due = attribution?.owed ? { members: 1, fen: attribution.fen } : { members: 0, fen: 0 }
  return [
    ...(members === due.members && fen === due.fen
      ? []
      : [`${memberId}: ${fen} fen are owed by the entries, ${due.fen} by the account`]),
    ...(said.some(({ staffId }) => staffId !== attribution?.staffId)
      ? [`${memberId}: something is owed to somebody else`]
      : []),
    ...(said.some((each) => each.reverses !== null && each.members > 0)
      ? [`${memberId}: a void has made something owed`]
      : []),
  ]
}

/** A redemption from just before the turn of a period may have been booked, and counted, just after it. */
function countsIn(period: string, day: string): boolean {
  return period === 'ever' || day.startsWith(period) || addDays(day, 1).startsWith(period)
}

function auditRedemptions(cloud: LocalCloud, entries: readonly Entry[]): string[] {
  const redemptions = cloud.documents('redemptions')
  const served = ({ subject }: Entry): boolean =>
    subject.type === 'redemption' && subject.redemptionId !== null
  const paid = new Map(entries.filter(served).map((entry) => [entry.cause, entry]))
  return [
    ...(paid.size === redemptions.length
      ? []
      : [`${paid.size} redemptions paid, ${redemptions.length} there`]),
    ...redemptions.flatMap(({ _id, cause, memberId, pricePoints }) => {
      const entry = paid.get(String(cause))
      if (!entry) return [`redemption ${String(_id)} was not paid for`]
      return entry.memberId === memberId && entry.points + Number(pricePoints) === 0
        ? []
        : [`redemption ${String(_id)} is not what ${entry.cause} paid for`]
    }),
  ]
}
