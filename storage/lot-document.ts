import * as z from 'zod'

/** How the parts of a lot lie in accounts and entries. */
export const lotKind = z.enum(['purchase', 'gift', 'adjustment'])

export const expiry = z.union([
  z.literal('never'),
  z.templateLiteral(['idle-', z.int().positive()]),
  z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
])
