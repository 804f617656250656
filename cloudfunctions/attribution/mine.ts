import { accept } from '../../domain/decision'
import { storeNameOf } from '../../domain/programme/programme'
import { allows, worksAt } from '../../domain/staff/capabilities'
import { businessDay, monthOf } from '../../domain/time/business-day'
import { attributedIn, type AttributedLine } from '../../storage/attributions'
import { staffBy, type StaffMember } from '../../storage/staff'
import type { Handler, StaffCall } from '../handler'

/**
 * A colleague's statement of a month (推荐记录). Two requests: the staff document and their own lines; for a manager two
 * more, everybody's lines and who they are.
 */
export const mine: Handler<'attribution', 'mine'> = async (input, call) => {
  const { db, now, programme, staff } = call
  const present = monthOf(businessDay(now, programme))
  const month = input.month ?? present
  const own = await attributedIn(db, month, staff.staffId)
  const { staffFen, placements } = programme.attribution
  return accept({
    brand: programme.brand,
    staffName: staff.name,
    month,
    present: month === present,
    ...totalOf(own),
    eachFen: staffFen,
    lines: own.map(({ day, members, fen }) => ({ day, members, fen })),
    ranking: allows(staff.role, 'see-ranking') ? await rankingOf(month, call) : null,
    placements: allows(staff.role, 'print-codes')
      ? placements
          .filter(({ storeId }) => worksAt(staff, storeId))
          .map(({ id, kind, label, storeId }) => ({
            placementId: id,
            kind,
            label,
            storeName: storeNameOf(programme, storeId),
          }))
      : null,
  })
}

function totalOf(lines: readonly AttributedLine[]): { members: number; fen: number } {
  return {
    members: lines.reduce((sum, { members }) => sum + members, 0),
    fen: lines.reduce((sum, { fen }) => sum + fen, 0),
  }
}

/** Most members first; those of as many by their names, so that nobody is above another by chance. */
async function rankingOf(month: string, { db, staff }: StaffCall) {
  const lines = await attributedIn(db, month, null)
  const colleagues = await staffBy(db, [...new Set(lines.map(({ staffId }) => staffId))])
  return [...colleagues.values()]
    .filter((colleague) => worksWith(staff, colleague))
    .map(({ staffId, name }) => ({
      staffId,
      staffName: name,
      ...totalOf(lines.filter((line) => line.staffId === staffId)),
    }))
    .sort((a, b) => b.members - a.members || (a.staffName < b.staffName ? -1 : 1))
}

const worksWith = (staff: StaffMember, colleague: StaffMember): boolean =>
  staff.role === 'owner' || colleague.storeIds.some((storeId) => worksAt(staff, storeId))
