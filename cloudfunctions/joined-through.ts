import { sourceOf } from '../domain/attribution/source'
import type { JoinedThrough } from '../domain/member/profile'
import { findStaff, loadStaff } from '../storage/staff'
import type { Call } from './handler'

const direct: JoinedThrough = { channel: 'direct', storeId: null, placementId: null, staffId: null }

/**
 * By which code somebody joins (来源). One that says nothing we know counts as none: an old poster keeps nobody out. A
 * colleague's own code does not count for the colleague. No request for a placement, two for a colleague.
 */
export async function joinedThrough(
  scene: string | undefined,
  { db, loginId, programme }: Call,
): Promise<JoinedThrough> {
  const source = scene === undefined ? null : sourceOf(scene)
  if (source === null) return direct
  if ('placementId' in source) {
    const found = programme.attribution.placements.find(({ id }) => id === source.placementId)
    return found
      ? { channel: found.kind, storeId: found.storeId, placementId: found.id, staffId: null }
      : direct
  }
  const staff = await findStaff(db, source.staffId)
  if (staff === null || (await loadStaff(db, loginId))?.staffId === staff.staffId) return direct
  // Whoever works in one store invites into it; of several nobody can say which it was.
  const [only = null, another] = staff.storeIds
  const storeId = another === undefined ? only : null
  return { channel: 'staff', storeId, placementId: null, staffId: staff.staffId }
}
