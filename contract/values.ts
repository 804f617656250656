import * as z from 'zod'

/** Fen; ¥0.01 to ¥99,999.99. */
export const billFen = z.int().min(1).max(9_999_999)
export const points = z.int()
/** Milliseconds since 1970, UTC. */
export const instant = z.int().nonnegative()
/** A date there is: `2025-02-30` is none. */
export const businessDay = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine((text) => {
    const at = new Date(`${text}T00:00:00Z`)
    return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
  })
export const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/)
/** Made by the caller once per intention and repeated with every repetition of it. */
export const requestId = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/)
/** What a phone shows or a till scans. */
export const code = z.string().min(1).max(300)
/** The till's order number. It is part of the bill's id, so it must not repeat within a store. */
export const orderNo = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)
export const billId = z.string().regex(/^bill:[a-z0-9-]{1,32}:(ticket:)?[A-Za-z0-9_-]{1,64}(:r[2-9])?$/)
export const redemptionId = z.string().regex(/^[a-z0-9]{8,40}$/)
export const shortText = (max: number) => z.string().trim().max(max)

export const role = z.enum(['cashier', 'manager', 'owner'])
/** Whose programme it is, and what its points are called: on every screen (requirement F6). */
export const brand = z.object({ name: z.string(), pointsName: z.string() })

export const seenByStaff = z.object({ maskedName: z.string(), memberNumberTail: z.string() })

export const nextReward = z
  .object({ rewardId: z.string(), name: z.string(), pricePoints: points, shortBy: points })
  .nullable()

/** The steps of the earning pipeline; each has its sentence in copy/ledger.ts, or it does not compile. */
export const earningStep = z.enum(['base', 'tier'])

export const breakdownLine = z.object({
  step: earningStep,
  points,
  because: z.record(z.string(), z.union([z.number(), z.string()])),
})
