import type { JoinedThrough } from '../member/profile'
import type { Placement } from '../programme/placement'

/** By no code, or by one that says nothing we know: an old poster keeps nobody out. */
export const direct: JoinedThrough = { channel: 'direct', storeId: null, placementId: null, staffId: null }

export const throughPlacement = ({ id, kind, storeId }: Placement): JoinedThrough => ({
  channel: kind,
  storeId,
  placementId: id,
  staffId: null,
})

/** Whoever works in one store invites into it; of several nobody can say which it was. */
export function throughColleague({
  staffId,
  storeIds,
}: {
  staffId: string
  storeIds: readonly string[]
}): JoinedThrough {
  const [only = null, another] = storeIds
  return { channel: 'staff', storeId: another === undefined ? only : null, placementId: null, staffId }
}
