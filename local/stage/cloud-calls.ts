import { randomUUID } from 'node:crypto'
import type { LocalCloud } from '../cloud/local-cloud'
import { DEMO_APPID } from '../demo/demo-restaurant'
import type { StagePhone } from './phones'

/** What the phone's `wx.cloud.callFunction` resolves or rejects with. */
export type CallOutcome = { result: unknown } | { errCode: number; errMsg: string }

/** Our number for the platform's: its documents name the limit and a word, not the number a phone sees. */
const BAD_PARAMETER = -401002
const NO_FUNCTION = -501000
/** [F] What DevTools showed for a function the rules forbid. */
const FORBIDDEN = -501023
const EXECUTION = -404011
/** The service's own code, inside the message of -404011. */
const serviceCodes: Record<string, number> = {
  FUNCTIONS_EXECUTE_FAIL: -504002,
  FUNCTIONS_TIME_LIMIT_EXCEEDED: -504003,
  FUNCTIONS_RESULT_TOO_LARGE: -604001,
}

/** Calls a function for a phone, as the WeChat user whose phone it is. Never throws. */
export async function callFunction(
  cloud: Pick<LocalCloud, 'invoke'>,
  phone: StagePhone,
  functionName: string,
  body: Buffer,
): Promise<CallOutcome> {
  const event = parseEvent(body)
  if (!event) return refused(BAD_PARAMETER, 'parameter.data should be object')
  try {
    const caller = { openid: phone.openid, appid: DEMO_APPID }
    return { result: (await cloud.invoke(functionName, event, caller)) ?? null }
  } catch (error) {
    return asClientSees(error)
  }
}

function parseEvent(body: Buffer): Record<string, unknown> | null {
  try {
    const event: unknown = JSON.parse(body.toString('utf8') || '{}')
    const isObject = typeof event === 'object' && event !== null && !Array.isArray(event)
    return isObject ? (event as Record<string, unknown>) : null
  } catch {
    return null
  }
}

function asClientSees(error: unknown): CallOutcome {
  const { code, message } = error as { code?: string; message: string }
  if (code === 'EXCEED_MAX_PAYLOAD_SIZE') return refused(BAD_PARAMETER, `${code} ${message}`)
  if (code === 'FUNCTION_NOT_FOUND') return refused(NO_FUNCTION, message)
  if (code === 'PERMISSION_DENIED') return refused(FORBIDDEN, `PERMISSION_DENIED ${message}`)
  const service = serviceCodes[code ?? ''] ?? -504001
  return {
    errCode: EXECUTION,
    errMsg: `cloud.callFunction:fail Error: errCode: ${EXECUTION} cloud function execution error | errMsg: cloud.callFunction:fail requestID ${randomUUID()}, cloud function service error code ${service}, error message ${message}`,
  }
}

function refused(errCode: number, why: string): CallOutcome {
  return { errCode, errMsg: `cloud.callFunction:fail Error: errCode: ${errCode} | errMsg: ${why}` }
}
