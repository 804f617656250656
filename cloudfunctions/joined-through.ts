import { direct, throughColleague, throughPlacement } from '../domain/attribution/joined-through'
import { sourceOf } from '../domain/attribution/source'
import type { JoinedThrough } from '../domain/member/profile'
import { findStaff, loadStaff } from '../storage/staff'
import type { Call } from './handler'

/**
 * By which code somebody joins (来源). A colleague's own code does not count for the colleague. No request for a
 * placement, two for a colleague.
 */
export async function joinedThrough(
  scene: string | undefined,
  { db, loginId, programme }: Call,
): Promise<JoinedThrough> {
  const source = scene === undefined ? null : sourceOf(scene)
  if (source === null) return direct
  if ('placementId' in source) {
    const placement = programme.attribution.placements.find(({ id }) => id === source.placementId)
    return placement ? throughPlacement(placement) : direct
  }
  const colleague = await findStaff(db, source.staffId)
  if (colleague === null) return direct
  const themselves = (await loadStaff(db, loginId))?.staffId === colleague.staffId
  return themselves ? direct : throughColleague(colleague)
}
