import type {
  CommonRefusal,
  Contract,
  FeatureName,
  OperationName,
  OwnRefusal,
  Parsed,
  Value,
} from '../contract'
import type { Programme } from '../domain/programme/programme'
import type { Instant } from '../domain/time/business-day'
import type { Database } from '../storage/database'
import type { StaffMember } from '../storage/staff'
import type { WechatCaller } from './wechat'

/** What every handler is told about its call. */
export interface Call {
  db: Database
  /** When the call came. The one instant that rules see. */
  now: Instant
  /** The instant it has become, for bounds on the call's own life. */
  clock: () => Instant
  requestId: string
  /** Above 1 for a repetition of the same request. */
  attempt: number
  programme: Programme
  programmeVersion: number
  wechat: WechatCaller
  loginId: string
}

export interface VisitorCall extends Call {
  /** The member behind this login, if there is one. */
  memberId: string | null
}
export interface MemberCall extends Call {
  memberId: string
}
export interface StaffCall extends Call {
  staff: StaffMember
}

interface CallOf {
  visitor: VisitorCall
  member: MemberCall
  staff: StaffCall
}

type CallerOf<F extends FeatureName, O extends OperationName<F>> = Contract[F][O] extends { caller: infer C }
  ? C extends keyof CallOf
    ? C
    : never
  : never

/** What a handler may answer: its value, its own refusals, or a common one. */
export type Answer<F extends FeatureName, O extends OperationName<F>> =
  { ok: true; value: Value<F, O> } | OwnRefusal<F, O> | CommonRefusal

export type Handler<F extends FeatureName, O extends OperationName<F>> = (
  input: Parsed<F, O>,
  call: CallOf[CallerOf<F, O>],
) => Promise<Answer<F, O>>

export type Handlers<F extends FeatureName> = { [O in OperationName<F>]: Handler<F, O> }
