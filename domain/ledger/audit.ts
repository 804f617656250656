import type { Entry } from './entry'
import { applyChanges } from './lots'
import type { PointsAccount } from './points-account'

/**
 * Re-derives an account from its entries and names every disagreement. These are the ledger's rules of design
 * section 3; an empty answer means that what the member is shown is what the entries add up to.
 */
export function auditAccount(
  memberId: string,
  account: PointsAccount,
  unordered: readonly Entry[],
): string[] {
  const entries = [...unordered].sort((a, b) => a.seq - b.seq)
  return [
    ...auditTotals(account, entries),
    ...auditLots(account, entries),
    ...auditOrder(account, entries),
    ...auditReversals(entries),
    ...entries
      .filter((entry) => entry.memberId !== memberId)
      .map((entry) => `${entry.cause} is another member's`),
  ].map((finding) => `${memberId}: ${finding}`)
}

const total = (entries: readonly Entry[], of: (entry: Entry) => number): number =>
  entries.reduce((sum, entry) => sum + of(entry), 0)

function auditTotals(account: PointsAccount, entries: readonly Entry[]): string[] {
  const derived: [string, number, number][] = [
    ['balance', account.balance, total(entries, (e) => e.points)],
    ['debt', account.debt, total(entries, (e) => e.debt)],
    ['growth', account.growth, total(entries, (e) => e.growth)],
  ]
  return derived.flatMap(([name, held, sum]) => [
    ...(held === sum ? [] : [`${name} is ${held}, the entries add up to ${sum}`]),
    ...(held < 0 ? [`${name} is negative: ${held}`] : []),
  ])
}

function auditLots(account: PointsAccount, entries: readonly Entry[]): string[] {
  const findings: string[] = []
  let lots: PointsAccount['lots'] = []
  for (const entry of entries) {
    lots = applyChanges(lots, entry.lots)
    if (lots.some((lot) => lot.remaining < 0)) findings.push(`a lot is below zero after ${entry.cause}`)
    const moved = entry.lots.reduce((sum, change) => sum + change.points, 0)
    if (moved !== entry.points)
      findings.push(`${entry.cause} moves ${moved} in lots but says ${entry.points}`)
  }
  if (JSON.stringify(lots) !== JSON.stringify(applyChanges(account.lots, []))) {
    findings.push('the lots are not what the entries left')
  }
  return findings
}

function auditOrder(account: PointsAccount, entries: readonly Entry[]): string[] {
  const findings: string[] = []
  if (account.seq !== entries.length)
    findings.push(`seq is ${account.seq}, there are ${entries.length} entries`)
  const running = { balance: 0, debt: 0, growth: 0 }
  let activeOn: string | null = null
  entries.forEach((entry, index) => {
    running.balance += entry.points
    running.debt += entry.debt
    running.growth += entry.growth
    if (isVisit(entry) && (activeOn === null || entry.day > activeOn)) activeOn = entry.day
    if (entry.seq !== index + 1) findings.push(`${entry.cause} has number ${entry.seq}, not ${index + 1}`)
    if (entry.balanceAfter !== running.balance) {
      findings.push(`${entry.cause} shows ${entry.balanceAfter}, not ${running.balance}`)
    }
    if (running.debt < 0) findings.push(`the debt is below zero after ${entry.cause}`)
    if (running.growth < 0) findings.push(`growth is below zero after ${entry.cause}`)
    if (entry.verb === 'redeem' && entry.growth !== 0) findings.push(`${entry.cause} changes growth`)
    findings.push(...auditBreakdown(entry))
  })
  if (account.activeOn !== activeOn)
    findings.push(`last visit is ${account.activeOn}, the entries say ${activeOn}`)
  if (new Set(entries.map((entry) => entry.cause)).size !== entries.length)
    findings.push('a cause appears twice')
  return findings
}

/** What starts the clock of idle lots: a bill, and the day of joining for those who never came. */
function isVisit({ verb, subject }: Entry): boolean {
  return verb === 'earn' && (subject.type === 'bill' || subject.type === 'joining')
}

/** A bill's lines add up to what went into its lots and what paid off a debt. */
function auditBreakdown({ cause, breakdown, points, debt, subject, verb }: Entry): string[] {
  if (verb !== 'earn' || subject.type !== 'bill') return []
  const explained = breakdown.reduce((sum, line) => sum + line.points, 0)
  return explained === points - debt ? [] : [`${cause} explains ${explained} of ${points - debt} points`]
}

function auditReversals(entries: readonly Entry[]): string[] {
  const byCause = new Map(entries.map((entry) => [entry.cause, entry]))
  const reversals = entries.filter((entry) => entry.verb === 'reverse' || entry.reverses !== null)
  const findings = reversals.flatMap((entry) => {
    if (entry.reverses === null) return [`${entry.cause} does not say what it reverses`]
    const original = byCause.get(entry.reverses)
    return original
      ? auditReversal(entry, original)
      : [`${entry.cause} reverses ${entry.reverses}, which does not exist`]
  })
  const reversed = reversals.map((entry) => entry.reverses)
  return new Set(reversed).size === reversed.length ? findings : [...findings, 'something is reversed twice']
}

/**
 * A reversal accounts for every point of what it undoes. Of a grant: taken back, owed (again), or written off; and
 * its growth. Of spending: given back, or put against a debt.
 */
function auditReversal(entry: Entry, original: Entry): string[] {
  const { cause } = entry
  if (original.points < 0) {
    const back = entry.points - entry.debt
    return back === -original.points && entry.shortfall === 0 && entry.growth === 0
      ? []
      : [`${cause} gives back ${back} of ${-original.points}`]
  }
  const granted = original.points - original.debt
  const accounted = -entry.points + entry.debt + entry.shortfall
  return [
    ...(accounted === granted && entry.points <= 0
      ? []
      : [`${cause} accounts for ${accounted} of ${granted}`]),
    ...(entry.growth === (original.growth === 0 ? 0 : -original.growth)
      ? []
      : [`${cause} takes ${entry.growth} growth`]),
  ]
}
