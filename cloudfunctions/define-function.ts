import * as z from 'zod'
import type { CommonRefusal, Contract, FeatureName } from '../contract'
import type { Caller, Operation } from '../contract/feature'
import { requestId } from '../contract/values'
import { refuse } from '../domain/decision'
import { openDatabase } from '../storage/database'
import { findMember } from '../storage/logins'
import { loadProgramme } from '../storage/programmes'
import { loadStaff } from '../storage/staff'
import type { Call, Handlers } from './handler'
import { loginIdOf } from './keys'
import { log } from './log'
import { fromPhone, wechatCaller } from './wechat'

/** A page's request is a few hundred bytes; the platform's own bound is 100 KB (platform notes 6.1). */
const LARGEST_REQUEST_BYTES = 32 * 1024

/** Keys the platform adds to the event of a client's call. They are not looked at: identity comes from the context. */
const ADDED_BY_PLATFORM = ['userInfo', 'tcbContext']

const envelope = z.strictObject({
  operation: z.string().max(64),
  input: z.unknown(),
  requestId,
  attempt: z.int().min(1).max(100).default(1),
})

type Answered = { ok: true; value: unknown } | { ok: false; reason: string; details: object }
type AnyHandler = (input: unknown, call: Call) => Promise<Answered>

/**
 * Makes a feature's cloud function: parse, authorise, handler, reply. The only catch: a refusal is an answer, a
 * fault is logged under the request's id and answered with it. One line of log a call.
 * @param contract the feature's part of the contract; the other parts would only make cold starts longer.
 */
export function defineFunction<F extends FeatureName>(
  feature: F,
  contract: Contract[F],
  handlers: Handlers<F>,
) {
  const operations = contract as Record<string, Operation>
  return async (event: unknown, context: { request_id?: string }): Promise<Answered> => {
    const startedAt = Date.now()
    let [name, requestId] = ['?', context.request_id ?? '']
    try {
      const request = openEnvelope(event)
      if (request.ok) ({ operation: name, requestId } = request.value)
      const answer = await answerTo(request, operations, handlers as unknown as Record<string, AnyHandler>)
      const outcome = answer.ok ? 'ok' : answer.reason
      log('call', { feature, operation: name, requestId, outcome, ms: Date.now() - startedAt })
      return answer
    } catch (error) {
      log('fault', { feature, operation: name, requestId, error })
      return refuse('fault', { requestId })
    }
  }
}

type Opened = { ok: true; value: z.output<typeof envelope> } | CommonRefusal

function openEnvelope(event: unknown): Opened {
  if (typeof event !== 'object' || event === null) return refuse('invalid-input', { paths: [] })
  const bytes = bytesOf(event)
  if (bytes > LARGEST_REQUEST_BYTES) {
    return refuse('request-too-large', { bytes, limit: LARGEST_REQUEST_BYTES })
  }
  const sent = Object.fromEntries(Object.entries(event).filter(([key]) => !ADDED_BY_PLATFORM.includes(key)))
  const parsed = envelope.safeParse(sent)
  return parsed.success ? { ok: true, value: parsed.data } : invalid(parsed.error)
}

/** A request nested so deeply that it cannot even be written down is too large, however few bytes it has. */
function bytesOf(event: object): number {
  try {
    return Buffer.byteLength(JSON.stringify(event))
  } catch {
    return Number.MAX_SAFE_INTEGER
  }
}

async function answerTo(
  request: Opened,
  operations: Record<string, Operation>,
  handlers: Record<string, AnyHandler>,
): Promise<Answered> {
  if (!request.ok) return request
  const { operation: name, input, requestId, attempt } = request.value
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined
  const handler = handlers[name]
  if (!operation || !handler) return refuse('unknown-operation')
  const parsed = operation.input.safeParse(input)
  if (!parsed.success) return invalid(parsed.error)

  const wechat = wechatCaller()
  if (!fromPhone(wechat)) return refuse('no-identity')
  const db = openDatabase()
  const loginId = loginIdOf(wechat.appid, wechat.openid)
  const who = await identify(operation.caller, loginId)
  if (!who.ok) return who
  const now = Date.now()
  const { version, programme } = await loadProgramme(db, now)
  const call: Call = {
    db,
    now,
    clock: () => Date.now(),
    requestId,
    attempt,
    programme,
    programmeVersion: version,
    wechat,
    loginId,
  }
  return handler(parsed.data, { ...call, ...who.value })
}

/** Members may be remembered by the instance; staff are read afresh. */
async function identify(
  caller: Caller,
  loginId: string,
): Promise<{ ok: true; value: object } | CommonRefusal> {
  const db = openDatabase()
  if (caller === 'staff') {
    const staff = await loadStaff(db, loginId)
    return staff ? { ok: true, value: { staff } } : refuse('not-staff')
  }
  const memberId = await findMember(db, loginId)
  if (caller === 'member' && memberId === null) return refuse('not-a-member')
  return { ok: true, value: { memberId } }
}

function invalid(error: z.ZodError): CommonRefusal {
  return refuse('invalid-input', { paths: error.issues.slice(0, 10).map((issue) => issue.path.join('.')) })
}
