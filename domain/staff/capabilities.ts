/** What a person behind the counter may do. A capability names the act, not the screen. */
export type Capability =
  | 'identify-member'
  | 'settle-bill'
  | 'void-bill'
  | 'void-old-bill'
  | 'fulfil-redemption'
  | 'undo-fulfilment'
  | 'give-entitlement'
  | 'set-tier'
  | 'print-codes'
  | 'see-ranking'
  | 'read-reviews'
  | 'judge-photos'
  | 'answer-for-risk'

export type Role = 'cashier' | 'manager' | 'owner'

const atTheTill: readonly Capability[] = [
  'identify-member',
  'settle-bill',
  'void-bill',
  'fulfil-redemption',
  'undo-fulfilment',
  'give-entitlement',
]

const ofManagers: readonly Capability[] = [
  'void-old-bill',
  'set-tier',
  'print-codes',
  'see-ranking',
  'read-reviews',
  'judge-photos',
  'answer-for-risk',
]

/** 角色与权限. Requirement F160: a list of capabilities per role, tested as a deny matrix. */
export const capabilitiesOf: Record<Role, readonly Capability[]> = {
  cashier: atTheTill,
  manager: [...atTheTill, ...ofManagers],
  owner: [...atTheTill, ...ofManagers],
}

export function allows(role: Role, capability: Capability): boolean {
  return capabilitiesOf[role].includes(capability)
}

/** Owners work everywhere; everyone else in the stores they are bound to. */
export function worksAt(staff: { role: Role; storeIds: readonly string[] }, storeId: string): boolean {
  return staff.role === 'owner' || staff.storeIds.includes(storeId)
}
