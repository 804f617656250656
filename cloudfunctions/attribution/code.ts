import { sceneOf } from '../../domain/attribution/source'
import { accept, refuse } from '../../domain/decision'
import { allows, worksAt } from '../../domain/staff/capabilities'
import type { Handler } from '../handler'
import { pictureOfCode } from '../wechat'

/** The picture of a code that opens the page where one joins (来源码). One request: the staff document. */
export const code: Handler<'attribution', 'code'> = async ({ placementId }, { programme, staff }) => {
  if (placementId === null) return accept({ url: await pictureOfCode(sceneOf({ staffId: staff.staffId })) })
  if (!allows(staff.role, 'print-codes')) return refuse('not-allowed', { capability: 'print-codes' })
  const placement = programme.attribution.placements.find(({ id }) => id === placementId)
  if (!placement) return refuse('no-such-placement')
  if (!worksAt(staff, placement.storeId)) return refuse('not-your-store')
  return accept({ url: await pictureOfCode(sceneOf({ placementId })) })
}
