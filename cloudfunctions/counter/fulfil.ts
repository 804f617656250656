import type { Value } from '../../contract'
import { readRedemptionCode } from '../../domain/codes/redemption-code'
import { accept, refuse } from '../../domain/decision'
import { storeNameOf } from '../../domain/programme/programme'
import { eventOf, fulfil } from '../../domain/redemption/fulfil'
import type { Redemption, RedemptionEvent } from '../../domain/redemption/redemption'
import { loadRedemption, serve } from '../../storage/redemptions'
import type { Handler, StaffCall } from '../handler'
import { seal } from '../keys'

/** Serves a redemption (核销): one conditional update; when it does not take, one read says why. */
export const fulfilRedemption: Handler<'counter', 'fulfil'> = async ({ storeId, code }, call) => {
  const { db, programme, requestId, now } = call
  const read = readRedemptionCode(code, programme.restaurantId, seal)
  if (!read.ok) return read
  const event = eventAt('fulfilled', storeId, call)
  const served = await serve(db, read.value, event)
  if (served) return accept(servedAs(served, event, call))

  const redemption = await loadRedemption(db, read.value)
  if (redemption === null) return refuse('forged-code')
  const earlier = eventOf(redemption, requestId)
  if (earlier) {
    return earlier.kind === 'fulfilled'
      ? accept(servedAs(redemption, earlier, call))
      : refuse('different-request')
  }
  const why = fulfil(redemption, { storeId, at: now })
  if (why.ok) return refuse('busy')
  if (why.reason !== 'not-served-here') return why
  const names = why.details.storeIds.map((id) => storeNameOf(programme, id))
  return refuse('not-served-here', { storeNames: names })
}

export function eventAt(kind: RedemptionEvent['kind'], storeId: string, call: StaffCall): RedemptionEvent {
  const { staff, now, programme, requestId } = call
  const storeName = storeNameOf(programme, storeId)
  return { kind, at: now, storeId, storeName, staffId: staff.staffId, requestId }
}

function servedAs(
  { redemptionId, rewardName, member }: Redemption,
  { at }: RedemptionEvent,
  { programme }: StaffCall,
): Value<'counter', 'fulfil'> {
  const undoUntil = at + programme.counter.undoMinutes * 60_000
  return { redemptionId, rewardName, member, fulfilledAt: at, undoUntil }
}
