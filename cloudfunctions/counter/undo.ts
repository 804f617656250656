import { accept, refuse } from '../../domain/decision'
import { eventOf, undo, undoStillOpen } from '../../domain/redemption/fulfil'
import { MOST_EVENTS } from '../../domain/redemption/redemption'
import { loadRedemption, unserve } from '../../storage/redemptions'
import type { Handler } from '../handler'
import { eventAt } from './fulfil'

const DAY = 86_400_000

/** Takes a serving back (撤销核销) within the programme's minutes; the code works again, for a day at the least. */
export const undoFulfilment: Handler<'counter', 'undo'> = async (
  { storeId, redemptionId, fulfilledAt },
  call,
) => {
  const { db, programme, requestId, now } = call
  const minutes = programme.counter.undoMinutes
  const undone = undoStillOpen(fulfilledAt, now, minutes)
    ? await unserve(db, redemptionId, eventAt('undone', storeId, call), {
        at: fulfilledAt,
        goodUntil: now + DAY,
        mostEvents: MOST_EVENTS,
      })
    : null
  if (undone) return accept({ redemptionId, rewardName: undone.rewardName })

  const redemption = await loadRedemption(db, redemptionId)
  if (redemption === null) return refuse('no-such-redemption')
  const earlier = eventOf(redemption, requestId)
  if (earlier) {
    return earlier.kind === 'undone'
      ? accept({ redemptionId, rewardName: redemption.rewardName })
      : refuse('different-request')
  }
  const why = undo(redemption, fulfilledAt, { storeId, at: now }, { minutes, mostEvents: MOST_EVENTS })
  return why.ok ? refuse('busy') : why
}
