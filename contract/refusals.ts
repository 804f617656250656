import * as z from 'zod'

export const none = z.strictObject({})

/** Refusals any operation may answer with. */
export const commonRefusals = {
  /** Something in the request is missing, superfluous or out of range; `paths` says where. */
  'invalid-input': z.object({ paths: z.array(z.string()) }),
  'unknown-operation': none,
  'request-too-large': z.object({ bytes: z.int(), limit: z.int() }),
  /** The call carries no WeChat identity, or did not come from a phone. */
  'no-identity': none,
  'not-a-member': none,
  'not-staff': none,
  /** The role lacks the capability. */
  'not-allowed': z.object({ capability: z.string() }),
  'not-your-store': none,
  /** Too many at once on one account; the client repeats it by itself with the same request id. */
  busy: none,
  /** The same cause was already booked with another content. */
  'different-request': none,
  /** Something broke; it is logged under this id and nothing was lost. */
  fault: z.object({ requestId: z.string() }),
} as const

export type CommonRefusals = typeof commonRefusals
