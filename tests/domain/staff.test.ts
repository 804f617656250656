import { allows, worksAt, type Capability, type Role } from '../../domain/staff/capabilities'

const matrix: Record<Capability, Role[]> = {
  'identify-member': ['cashier', 'manager', 'owner'],
  'settle-bill': ['cashier', 'manager', 'owner'],
  'void-bill': ['cashier', 'manager', 'owner'],
  'void-old-bill': ['manager', 'owner'],
  'fulfil-redemption': ['cashier', 'manager', 'owner'],
  'undo-fulfilment': ['cashier', 'manager', 'owner'],
  'give-entitlement': ['cashier', 'manager', 'owner'],
  'set-tier': ['manager', 'owner'],
  'print-codes': ['manager', 'owner'],
  'see-ranking': ['manager', 'owner'],
  'read-reviews': ['manager', 'owner'],
  'judge-photos': ['manager', 'owner'],
  'answer-for-risk': ['manager', 'owner'],
}

describe('what a role may do', () => {
  const every = Object.entries(matrix) as [Capability, Role[]][]
  const cells = every.flatMap(([capability, roles]) =>
    (['cashier', 'manager', 'owner'] as Role[]).map(
      (role) => [role, capability, roles.includes(role)] as const,
    ),
  )
  it.each(cells)('%s, %s: %s', (role, capability, allowed) => {
    expect(allows(role, capability)).toBe(allowed)
  })
})

it.each([
  ['cashier', ['riverside'], 'riverside', true],
  ['cashier', ['riverside'], 'station', false],
  ['manager', ['riverside'], 'station', false],
  ['owner', [], 'station', true],
] as const)('a %s bound to %j works at %s: %s', (role, storeIds, store, works) => {
  expect(worksAt({ role, storeIds }, store)).toBe(works)
})
