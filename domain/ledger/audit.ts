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
  let balance = 0
  entries.forEach((entry, index) => {
    balance += entry.points
    if (entry.seq !== index + 1) findings.push(`${entry.cause} has number ${entry.seq}, not ${index + 1}`)
    if (entry.balanceAfter !== balance)
      findings.push(`${entry.cause} shows ${entry.balanceAfter}, not ${balance}`)
    if (entry.verb === 'redeem' && entry.growth !== 0) findings.push(`${entry.cause} changes growth`)
  })
  if (new Set(entries.map((entry) => entry.cause)).size !== entries.length)
    findings.push('a cause appears twice')
  return findings
}

function auditReversals(entries: readonly Entry[]): string[] {
  const byCause = new Map(entries.map((entry) => [entry.cause, entry]))
  const reversals = entries.filter((entry) => entry.reverses !== null)
  const findings = reversals.flatMap((entry) => {
    const original = byCause.get(entry.reverses ?? '')
    if (!original) return [`${entry.cause} reverses ${entry.reverses}, which does not exist`]
    const tooMuch = Math.abs(entry.points) > Math.abs(original.points)
    return tooMuch || entry.points * original.points > 0 ? [`${entry.cause} exceeds what it reverses`] : []
  })
  if (new Set(reversals.map((entry) => entry.reverses)).size !== reversals.length) {
    findings.push('something is reversed twice')
  }
  return [
    ...findings,
    ...entries
      .filter((e) => e.verb === 'reverse' && e.reverses === null)
      .map((e) => `${e.cause} does not say what it reverses`),
  ]
}
