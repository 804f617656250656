import { auditAccount } from '../domain/ledger/audit'
import type { Entry } from '../domain/ledger/entry'
import { accountFrom } from '../storage/accounts'
import type { Stored } from '../storage/database'
import { entryFrom } from '../storage/entries'
import type { LocalCloud } from './cloud/local-cloud'

/**
 * Everything wrong in a local cloud, in sentences; empty when all is well: accounts against their entries,
 * redemptions against the entries that paid for them, indexes against documents.
 */
export function auditCloud(cloud: LocalCloud): string[] {
  const accounts = (cloud.documents('accounts') as Stored[]).map(accountFrom)
  const entries = (cloud.documents('ledger_entries') as Stored[]).map(entryFrom)
  const byMember = new Map<string, Entry[]>(accounts.map(({ memberId }) => [memberId, []]))
  const orphans: string[] = []
  for (const entry of entries) {
    const own = byMember.get(entry.memberId)
    if (own) own.push(entry)
    else orphans.push(`${entry.cause} belongs to no account`)
  }
  return [
    ...accounts.flatMap(({ memberId, points }) =>
      auditAccount(memberId, points, byMember.get(memberId) ?? []),
    ),
    ...orphans,
    ...auditRedemptions(cloud, entries),
    ...cloud.checkIndexes(),
  ]
}

function auditRedemptions(cloud: LocalCloud, entries: readonly Entry[]): string[] {
  const redemptions = cloud.documents('redemptions')
  const paid = new Set(
    entries.filter(({ subject }) => subject.type === 'redemption').map(({ cause }) => cause),
  )
  return [
    ...(paid.size === redemptions.length
      ? []
      : [`${paid.size} redemptions paid, ${redemptions.length} there`]),
    ...redemptions
      .filter(({ cause }) => !paid.has(String(cause)))
      .map(({ _id }) => `redemption ${String(_id)} was not paid for`),
  ]
}
