import { openDatabase, type Database } from '../storage/database'
import type { Instant } from '../domain/time/business-day'
import { log } from './log'
import { fromTimer, wechatCaller } from './wechat'

/**
 * Makes a timer's cloud function. Whoever is not the platform's timer is turned away: every function can be
 * called by every user until a rule forbids it. A fault is thrown on, so that the platform's alarms see it.
 */
export function defineJob<R extends object>(name: string, run: (db: Database, now: Instant) => Promise<R>) {
  return async (): Promise<R | { ok: false; reason: 'timers-only' }> => {
    if (!fromTimer(wechatCaller())) {
      log('job', { name, outcome: 'timers-only' })
      return { ok: false, reason: 'timers-only' }
    }
    const result = await run(openDatabase(), Date.now())
    log('job', { name, outcome: 'ok', ...result })
    return result
  }
}
