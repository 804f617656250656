import { auditCloud } from '../audit'
import type { CallRecord } from '../cloud/call-log'
import type { LocalCloud } from '../cloud/local-cloud'
import type { Complaints } from '../stage/complaints'
import type { Glance } from './glance'
import type { Hands } from './hands'
import { isWayBackIn } from './way-home'

/** Links to files end, and clocks jump: the page hears of it by its image's own error, and says so. */
const LINK_IS_OVER = /^console: Failed to load resource.* 404 .*\/files\/[\w-]+$/

/** What browsers said: errors on a console, errors nobody caught, requests that left the machine. */
export function complained({ heard, outside }: Complaints): string[] {
  return [
    ...heard.filter((said) => !LINK_IS_OVER.test(said)),
    ...outside.map((address) => `asked for ${address}`),
  ]
}

/** What a page of the mini-program did wrong by the runtime's own judgement. */
export function mistakes(phone: string, { errors }: Glance): string[] {
  return errors.map(({ where, message }) => `${phone} ${where}: ${message}`)
}

/** What went wrong inside a function; refusals are answers. */
export function faults({
  functionName,
  operation,
  refusal,
  error,
  requestsAfterReply,
}: CallRecord): string[] {
  const name = operation === null ? functionName : `${functionName}.${operation}`
  return [
    ...(error ? [`${name} failed with ${error.code}: ${error.message}`] : []),
    ...(refusal === 'fault' ? [`${name} answered with a fault`] : []),
    ...(requestsAfterReply > 0 ? [`${name} asked after its reply`] : []),
  ]
}

/** What is wrong in the documents: the ledger, redemptions, indexes; and queries that no index serves. */
export function disorder(cloud: LocalCloud): string[] {
  return [...auditCloud(cloud), ...cloud.fullScans.queries.map((query) => `no index serves ${query}`)]
}

/**
 * Why a phone with a good network is of no use: after so many milliseconds it still waits for something, or there is
 * nothing to read, or no way on. Null when it is fine.
 */
export async function stuck(hands: Hands, patienceMs: number): Promise<string | null> {
  const until = performance.now() + patienceMs
  for (;;) {
    const glance = await hands.look()
    const back = glance.targets.find(isWayBackIn)
    const why = useless(glance)
    if (back) await hands.fingers.tap(back)
    else if (why === null) return null
    if (performance.now() > until) return `${hands.options.phone.name} is stuck on ${glance.route}: ${why}`
  }
}

function useless({ route, waiting, words, targets, fails }: Glance): string | null {
  if (route === '') return 'no page is open'
  if (waiting.length > 0) return `it waits: ${waiting.join(', ')}`
  if (words === '') return 'there is nothing to read'
  if (targets.length === 0) return 'there is nothing to tap'
  if (fails && targets.every(({ ofPhone }) => ofPhone)) return `it says “${words}” and no way on`
  return null
}
