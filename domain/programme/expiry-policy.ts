import * as z from 'zod'

/**
 * How long points live (积分有效期). Requirement P4: six calendar months by default; rolling months or days,
 * a fixed date, inactivity or never can be chosen.
 */
export const expiryPolicy = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('rolling-months'), months: z.int().min(1).max(60) }),
  z.strictObject({ kind: z.literal('rolling-days'), days: z.int().min(1).max(1830) }),
  z.strictObject({
    kind: z.literal('fixed-date'),
    /** A day of every year: 29 February is none. */
    monthDay: z
      .string()
      .regex(
        /^(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?!02)(?:0[1-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)$/,
      ),
  }),
  z.strictObject({ kind: z.literal('inactivity'), months: z.int().min(1).max(60) }),
  z.strictObject({ kind: z.literal('never') }),
])

export type ExpiryPolicy = z.output<typeof expiryPolicy>

/** Requirement F7: at least six months for points from purchases (184 days cover any six of them). */
export function livesAtLeastSixMonths(policy: ExpiryPolicy): boolean {
  switch (policy.kind) {
    case 'rolling-months':
    case 'inactivity':
      return policy.months >= 6
    case 'rolling-days':
      return policy.days >= 184
    case 'fixed-date':
    case 'never':
      return true
  }
}
