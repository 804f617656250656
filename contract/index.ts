import type * as z from 'zod'
import { attributionContract } from './attribution'
import { checkInContract } from './check-in'
import { counterContract } from './counter'
import { memberContract } from './member'
import { pointsContract } from './points'
import { pointsMallContract } from './points-mall'
import type { CommonRefusals } from './refusals'
import { reviewsContract } from './reviews'
import { submissionsContract } from './submissions'
import { tasksContract } from './tasks'
import { tiersContract } from './tiers'
import { vouchersContract } from './vouchers'

/** What pages and functions agree on. A key is a deployed function; a key below it is one of its operations. */
export const contract = {
  member: memberContract,
  counter: counterContract,
  points: pointsContract,
  'points-mall': pointsMallContract,
  'check-in': checkInContract,
  vouchers: vouchersContract,
  tasks: tasksContract,
  submissions: submissionsContract,
  reviews: reviewsContract,
  tiers: tiersContract,
  attribution: attributionContract,
} as const

export type Contract = typeof contract
export type FeatureName = keyof Contract
export type OperationName<F extends FeatureName> = Extract<keyof Contract[F], string>
type Of<F extends FeatureName, O extends OperationName<F>> = Contract[F][O] extends infer Found
  ? Found extends { input: z.ZodType; output: z.ZodType; refusals: Record<string, z.ZodType<object>> }
    ? Found
    : never
  : never

/** What a page sends. */
export type Input<F extends FeatureName, O extends OperationName<F>> = z.input<Of<F, O>['input']>
/** What a handler receives: parsed, with defaults. */
export type Parsed<F extends FeatureName, O extends OperationName<F>> = z.output<Of<F, O>['input']>
export type Value<F extends FeatureName, O extends OperationName<F>> = z.output<Of<F, O>['output']>

type Refusals<R> = {
  [Reason in Extract<keyof R, string>]: {
    ok: false
    reason: Reason
    details: R[Reason] extends z.ZodType ? z.output<R[Reason]> : never
  }
}[Extract<keyof R, string>]

export type CommonRefusal = Refusals<CommonRefusals>
/** What this operation refuses with, besides the common refusals. */
export type OwnRefusal<F extends FeatureName, O extends OperationName<F>> = Refusals<Of<F, O>['refusals']>
export type Refusal<F extends FeatureName, O extends OperationName<F>> = OwnRefusal<F, O> | CommonRefusal
export type Reply<F extends FeatureName, O extends OperationName<F>> =
  { ok: true; value: Value<F, O> } | Refusal<F, O>

/** Every refusal there is; the Chinese sentences are checked against it for completeness. */
export type AnyRefusal =
  | { [F in FeatureName]: { [O in OperationName<F>]: OwnRefusal<F, O> }[OperationName<F>] }[FeatureName]
  | CommonRefusal

/** What travels from a page to a function. `attempt` above 1 marks a repetition of the same request. */
export interface Envelope {
  operation: string
  input: unknown
  requestId: string
  attempt?: number
}
