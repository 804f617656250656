import { accept } from '../../domain/decision'
import { storeNameOf } from '../../domain/programme/programme'
import { allows } from '../../domain/staff/capabilities'
import { businessDay, monthOf } from '../../domain/time/business-day'
import { attributedIn, type AttributedLine } from '../../storage/attributions'
import { staffNames } from '../../storage/staff'
import type { Handler } from '../handler'

/**
 * A colleague's statement of this month (推荐记录). Two requests; one more for the names in a ranking. A manager reads the
 * whole month at once, and their own lines are among them.
 */
export const mine: Handler<'attribution', 'mine'> = async (_input, { db, now, programme, staff }) => {
  const month = monthOf(businessDay(now, programme))
  const ranks = allows(staff.role, 'see-ranking')
  const lines = await attributedIn(db, month, ranks ? null : staff.staffId)
  const own = lines.filter(({ staffId }) => staffId === staff.staffId)
  const { staffFen, placements } = programme.attribution
  return accept({
    brand: programme.brand,
    staffName: staff.name,
    month,
    ...totalOf(own),
    eachFen: staffFen,
    lines: own.map(({ day, fen }) => ({ day, fen })),
    ranking: ranks ? await rankingOf(lines, (ids) => staffNames(db, ids)) : null,
    placements: allows(staff.role, 'print-codes')
      ? placements.map(({ id, kind, label, storeId }) => ({
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
    members: lines.reduce((sum, { fen }) => sum + Math.sign(fen), 0),
    fen: lines.reduce((sum, { fen }) => sum + fen, 0),
  }
}

/** Most members first; those of as many by their names, so that nobody is above another by chance. */
async function rankingOf(
  lines: readonly AttributedLine[],
  namesOf: (staffIds: string[]) => Promise<Map<string, string>>,
) {
  const staffIds = [...new Set(lines.map(({ staffId }) => staffId))]
  const names = await namesOf(staffIds)
  return staffIds
    .map((staffId) => ({
      staffName: names.get(staffId) ?? staffId,
      ...totalOf(lines.filter((line) => line.staffId === staffId)),
    }))
    .sort((a, b) => b.members - a.members || (a.staffName < b.staffName ? -1 : 1))
}
