import type { Value } from '../../contract'
import { act } from '../cloud/act'
import { explain } from '../copy/refusals'
import { signalDone, signalRefused } from './signal'
import { till } from './till'
import { today } from './today'

/** How a redemption code begins; everything else is taken for a member code, and refused by name if it is none. */
export const REDEMPTION_CODE = 'HW1.R.'

type Brand = Value<'counter', 'open'>['brand']
interface At {
  storeId: string
  brand: Brand
}

/** Where the till goes on: to the bill, to a result; or it stays, with a sentence that says why. */
export type Read = { next: 'bill' | 'result' } | { next: 'stay'; problem: string }

/** Reads whatever the camera saw or somebody pasted: a member's code is identified, a redemption's is served. */
export async function readCode(text: string, at: At): Promise<Read | null> {
  const code = text.trim()
  return code.startsWith(REDEMPTION_CODE) ? serve(code, at) : identify({ code }, at)
}

/** Says who stands there, by code or by the two numbers. Null when this very request is under way already. */
export async function identify(
  shown: { code: string } | { memberNumber: string; digits: string },
  { storeId, brand }: At,
): Promise<Read | null> {
  const reply = await act('counter', 'identify', { storeId, shown })
  if (reply === null) return null
  if (!reply.ok) return stay(explain(reply, Date.now(), brand.pointsName))
  till.serve({ ...reply.value, storeId, brand })
  return { next: 'bill' }
}

async function serve(code: string, { storeId, brand }: At): Promise<Read | null> {
  const reply = await act('counter', 'fulfil', { storeId, code })
  if (reply === null) return null
  if (!reply.ok) return stay(explain(reply, Date.now(), brand.pointsName))
  const { redemptionId, rewardName, member, fulfilledAt, undoUntil } = reply.value
  till.show({ kind: 'served', storeId, brand, serving: reply.value })
  today.add({
    id: redemptionId,
    kind: 'serving',
    at: fulfilledAt,
    storeId,
    member,
    amountFen: 0,
    points: 0,
    rewardName,
    undoUntil,
    takenBack: false,
  })
  signalDone()
  return { next: 'result' }
}

function stay(problem: string): Read {
  signalRefused()
  return { next: 'stay', problem }
}

/** Opens the page a reading leads to. */
export function goOn({ next }: { next: 'bill' | 'result' }): void {
  wx.navigateTo({ url: `/counter/pages/${next}/${next}` })
}
