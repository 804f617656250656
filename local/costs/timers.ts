import type { LocalCloud } from '../cloud/local-cloud'
import { requestsOf, type Requests } from './metering'

const DAY_MS = 86_400_000

/** What a timer did in a day. */
export interface TimersDay {
  functionName: string
  /** As in `config.json`. */
  cron: string
  /** What each of its ticks asked, in order: the first of a day's work may ask more than those after it. */
  ticks: Requests[]
}

/**
 * Lets a day pass in which nothing else happens, and counts what every timer asks. Fails by name for a timer that
 * does not fire in it: what a month of it costs could not be told from one day.
 */
export async function playIdleDay(cloud: LocalCloud): Promise<TimersDay[]> {
  const days = cloud.timers.all().map(({ functionName, config }) => ({
    functionName,
    cron: config,
    ticks: [] as Requests[],
  }))
  const stop = cloud.calls.onCall((call) => {
    days.find(({ functionName }) => functionName === call.functionName)?.ticks.push(requestsOf(call))
  })
  await cloud.timers.travelTo(cloud.clock.now() + DAY_MS)
  stop()
  for (const { functionName, cron, ticks } of days)
    if (ticks.length === 0) throw new Error(`${functionName} (${cron}) does not fire on every day`)
  return days.sort((a, b) => (a.functionName < b.functionName ? -1 : 1))
}
