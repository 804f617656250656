import type { Account } from '../domain/account'
import type { Stored } from '../storage/database'
import type { LocalCloud } from './cloud/local-cloud'

/** A member has one login, one number and at most one phone: all lead to the account, and nothing else does. */
export function auditMemberships(cloud: LocalCloud, accounts: readonly Account[]): string[] {
  const known = new Set(accounts.map(({ memberId }) => memberId))
  const [logins, numbers, phones] = ['logins', 'member_numbers', 'phones'].map((collection) =>
    byMember(cloud, collection),
  ) as [ByMember, ByMember, ByMember]
  const astray = [...logins, ...numbers, ...phones].filter(([memberId]) => !known.has(memberId))
  return [
    ...astray.map(([memberId, ids]) => `${ids.join()} leads to ${memberId}, who has no account`),
    ...accounts.flatMap(({ memberId, profile }) => {
      const bound = profile.sealedPhone === null ? 0 : 1
      const leading = phones.get(memberId)?.length ?? 0
      return [
        ...(logins.get(memberId)?.length === 1 ? [] : [`${memberId}: has not exactly one login`]),
        ...(numbers.get(memberId)?.join() === profile.memberNumber
          ? []
          : [`${memberId}: ${profile.memberNumber} is not the number that leads here`]),
        ...(leading === bound ? [] : [`${memberId}: has bound ${bound} phones, ${leading} lead here`]),
      ]
    }),
  ]
}

/** The ids of documents that lead to each member. */
type ByMember = Map<string, string[]>

function byMember(cloud: LocalCloud, collection: string): ByMember {
  const found: ByMember = new Map()
  for (const { _id, memberId } of cloud.documents(collection) as Stored[])
    found.set(String(memberId), [...(found.get(String(memberId)) ?? []), _id])
  return found
}
