import type { Input } from '../../contract'
import { act } from '../cloud/act'
import { counterWords, voidedLine } from '../copy/counter'
import { explain } from '../copy/refusals'
import { signalRefused } from './signal'
import { today } from './today'

type Reason = Input<'counter', 'void'>['reason']
export type TakenBack = { done: true; message: string } | { done: false; message: string }

/** Voids a bill; null when it is under way already. */
export async function voidBill(
  storeId: string,
  billId: string,
  reason: Reason,
  pointsName: string,
): Promise<TakenBack | null> {
  const reply = await act('counter', 'void', { storeId, billId, reason })
  if (reply === null) return null
  const now = Date.now()
  if (reply.ok || reply.reason === 'already-voided') today.takeBack(billId, now)
  if (reply.ok) return { done: true, message: voidedLine(reply.value, pointsName) }
  signalRefused()
  return { done: false, message: explain(reply, now, pointsName) }
}

/** Takes a serving back; null when it is under way already. */
export async function undoServing(
  storeId: string,
  redemptionId: string,
  fulfilledAt: number,
): Promise<TakenBack | null> {
  const reply = await act('counter', 'undo', { storeId, redemptionId, fulfilledAt })
  if (reply === null) return null
  const now = Date.now()
  if (reply.ok || reply.reason === 'not-fulfilled') today.takeBack(redemptionId, now)
  if (reply.ok) return { done: true, message: counterWords.undone }
  signalRefused()
  return { done: false, message: explain(reply, now) }
}
