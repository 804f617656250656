import { openDatabase } from '../storage/database'
import { log } from './log'
import { runJob, type Job, type TickOutcome } from './run-job'
import { fromTimer, wechatCaller } from './wechat'

/** What the platform tells a function about its own call. */
interface FunctionContext {
  getRemainingTimeInMillis(): number
  time_limit_in_ms: number
}

/** The last fifth of a call's time is left for the page under way (platform notes 6.4). */
const KEPT_BACK = 0.2

/**
 * Makes a timer's cloud function. Whoever is not the platform's timer is turned away: the rule in
 * `invoke-rules.json` holds for phones, not for other functions. A fault is thrown on, so that the platform's
 * alarms see it. One line of log a tick.
 */
export function defineJob(name: string, job: Job) {
  return async (
    _event: unknown,
    context: FunctionContext,
  ): Promise<TickOutcome | { ok: false; reason: 'timers-only' }> => {
    if (!fromTimer(wechatCaller())) {
      log('job', { name, outcome: 'timers-only' })
      return { ok: false, reason: 'timers-only' }
    }
    const mayGoOn = (): boolean => context.getRemainingTimeInMillis() > KEPT_BACK * context.time_limit_in_ms
    const ticked = await runJob(openDatabase(), name, job, { now: Date.now(), mayGoOn })
    log('job', { name, ...ticked })
    return ticked
  }
}
