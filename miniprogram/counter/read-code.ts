import { act } from '../cloud/act'
import { explain } from '../copy/refusals'
import { go } from '../screen/go'
import { signalDone, signalRefused } from './signal'
import { till, type At } from './till'
import { servingDeed, deeds } from './deeds'

/** How a redemption code begins; everything else is taken for a member code, and refused by name if it is none. */
export const REDEMPTION_CODE = 'HW1.R.'

/** Where the till goes on: to the bill, to a result; or it stays, with a sentence that says why. */
export type Read = { next: 'bill' | 'result' } | { next: 'stay'; problem: string }

/** Reads whatever the camera saw or somebody pasted: a member's code is identified, a redemption's is served. */
export async function readCode(text: string, at: At): Promise<Read> {
  const code = text.trim()
  return code.startsWith(REDEMPTION_CODE) ? serve(code, at) : identify({ code }, at)
}

/** Says who stands there, by code or by the two numbers. */
export async function identify(
  shown: { code: string } | { memberNumber: string; digits: string },
  at: At,
): Promise<Read> {
  const reply = await act('counter', 'identify', { storeId: at.storeId, shown })
  const now = Date.now()
  if (!reply.ok) return stay(explain(reply, now, at.brand.pointsName))
  const { identifiedAt, ticketExpiresAt, ...customer } = reply.value
  till.serve({ ...at, ...customer, goodUntil: now + ticketExpiresAt - identifiedAt })
  return { next: 'bill' }
}

async function serve(code: string, at: At): Promise<Read> {
  const reply = await act('counter', 'fulfil', { storeId: at.storeId, code })
  const now = Date.now()
  if (!reply.ok) return stay(explain(reply, now, at.brand.pointsName))
  till.show({ kind: 'served', at, serving: reply.value })
  deeds.add(servingDeed(reply.value, at, now))
  signalDone()
  return { next: 'result' }
}

function stay(problem: string): Read {
  signalRefused()
  return { next: 'stay', problem }
}

/** Opens the page a reading leads to. */
export function goOn({ next }: { next: 'bill' | 'result' }): void {
  go(`/counter/pages/${next}/${next}`)
}
