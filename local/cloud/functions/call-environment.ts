import { randomUUID } from 'node:crypto'
import type { Caller } from '../call-log'

export const environmentId = 'local-env'
export const defaultAppId = 'wxlocalcloud0000'

export interface FunctionLimits {
  timeoutSeconds: number
  memoryMb: number
}

/**
 * The variables every function has: they point both SDKs at the local cloud, and tell them that they run
 * inside the platform, without which each call would first look for a metadata host.
 */
export function platformEnvironment(serviceUrl: string): Record<string, string> {
  return {
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: `${serviceUrl}/admin` }),
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    TENCENTCLOUD_SECRETID: 'local-id',
    TENCENTCLOUD_SECRETKEY: 'local-key',
    TENCENTCLOUD_SESSIONTOKEN: 'local-token',
    SCF_NAMESPACE: environmentId,
    TCB_ENV: environmentId,
  }
}

/** The variables of one call: who calls, and the id by which the call's requests are known. */
export function callEnvironment(invocationId: string, caller: Caller): Record<string, string> {
  const fromTimer = 'timer' in caller
  const wechat: Record<string, string> = fromTimer
    ? { WX_TRIGGER_API_TOKEN_V0: 'local' }
    : {
        WX_CLIENTIP: '127.0.0.1',
        WX_APPID: caller.appid ?? defaultAppId,
        WX_OPENID: caller.openid,
        WX_API_TOKEN: 'local',
      }
  return {
    ...wechat,
    WX_CONTEXT_KEYS: Object.keys(wechat).join(','),
    TCB_SEQID: invocationId,
    TRIGGER_SRC: fromTimer ? 'timer' : 'tcb',
    TCB_SOURCE: fromTimer ? 'wx_trigger' : (caller.source ?? 'wx_client'),
    TCB_CONTEXT_KEYS: 'TCB_ENV,TCB_SEQID,TRIGGER_SRC,TCB_SOURCE',
  }
}

/**
 * The event as the function receives it: the platform adds the user, or is itself the sender. A timer's `Time` is
 * to the second [D]; that it is the due time, also of a late delivery, is our reading.
 */
export function callEvent(
  event: Record<string, unknown>,
  caller: Caller,
  now: number,
): Record<string, unknown> {
  if ('timer' in caller) {
    return {
      ...event,
      Type: 'Timer',
      TriggerName: caller.timer,
      Time: new Date(caller.dueAt ?? now).toISOString().replace(/\.\d+/, ''),
      Message: '',
    }
  }
  return { ...event, userInfo: { appId: caller.appid ?? defaultAppId, openId: caller.openid } }
}

/** The function's second argument. */
export function callContext(
  functionName: string,
  environment: Record<string, string>,
  limits: FunctionLimits,
) {
  const endsAt = performance.now() + limits.timeoutSeconds * 1000
  return {
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, Math.floor(endsAt - performance.now())),
    memory_limit_in_mb: limits.memoryMb,
    time_limit_in_ms: limits.timeoutSeconds * 1000,
    request_id: randomUUID(),
    function_name: functionName,
    function_version: '$LATEST',
    namespace: environmentId,
    environment: JSON.stringify(environment),
    environ: Object.entries(environment)
      .map(([name, value]) => `${name}=${value}`)
      .join(';'),
  }
}
