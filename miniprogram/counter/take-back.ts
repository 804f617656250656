import type { Input } from '../../contract'
import { act } from '../cloud/act'
import { counterWords, voidedLine } from '../copy/counter'
import { explain } from '../copy/refusals'
import { signalRefused } from './signal'
import { deeds } from './deeds'

type Reason = Input<'counter', 'void'>['reason']
/** Whether it is taken back now, and the sentence that says so, or why not. */
export interface TakenBack {
  done: boolean
  message: string
}

/** Voids a bill. One that somebody else has voided meanwhile is void all the same. */
export async function voidBill(
  storeId: string,
  billId: string,
  reason: Reason,
  pointsName: string,
): Promise<TakenBack> {
  const reply = await act('counter', 'void', { storeId, billId, reason })
  const now = Date.now()
  const back = reply.ok || reply.reason === 'already-voided'
  if (back) deeds.takeBack(billId, now)
  else signalRefused()
  const message = reply.ok ? voidedLine(reply.value, pointsName) : explain(reply, now, pointsName)
  return { done: back, message }
}

/** Takes a serving back. One that is not served any more is back all the same. */
export async function undoServing(
  storeId: string,
  redemptionId: string,
  fulfilledAt: number,
  pointsName: string,
): Promise<TakenBack> {
  const reply = await act('counter', 'undo', { storeId, redemptionId, fulfilledAt })
  const now = Date.now()
  const back = reply.ok || reply.reason === 'not-fulfilled'
  if (back) deeds.takeBack(redemptionId, now)
  else signalRefused()
  return { done: back, message: reply.ok ? counterWords.undone : explain(reply, now, pointsName) }
}
