import type * as z from 'zod'

/** Who may call: anyone with a WeChat identity, a member, or staff. What staff may do is the function's rule. */
export type Caller = 'visitor' | 'member' | 'staff'

export interface Operation {
  caller: Caller
  input: z.ZodType
  output: z.ZodType
  /** Reason -> the facts a person needs to understand the refusal. */
  refusals: Record<string, z.ZodType<object>>
}

/** Declares a feature's operations; the types of pages and handlers follow from it. */
export function feature<const F extends Record<string, Operation>>(operations: F): F {
  return operations
}
