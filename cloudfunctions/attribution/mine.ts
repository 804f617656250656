import { rankingOf, totalOf } from '../../domain/attribution/statement'
import { accept } from '../../domain/decision'
import { storeNameOf } from '../../domain/programme/programme'
import { allows, worksAt } from '../../domain/staff/capabilities'
import { businessDay, monthOf } from '../../domain/time/business-day'
import { attributedIn } from '../../storage/attributions'
import { staffBy } from '../../storage/staff'
import type { Handler } from '../handler'

/**
 * A colleague's statement of a month (推荐记录). Two requests: the staff document and their own lines; a manager reads
 * everybody's, their own among them, and in a third who they are of.
 */
export const mine: Handler<'attribution', 'mine'> = async (input, { db, now, programme, staff }) => {
  const present = monthOf(businessDay(now, programme))
  const month = input.month ?? present
  const ranks = allows(staff.role, 'see-ranking')
  const lines = await attributedIn(db, month, ranks ? null : staff.staffId)
  const own = lines.filter(({ staffId }) => staffId === staff.staffId)
  const colleagues = ranks ? await staffBy(db, [...new Set(lines.map(({ staffId }) => staffId))]) : []
  const { staffFen, placements } = programme.attribution
  return accept({
    brand: programme.brand,
    staffName: staff.name,
    month,
    present: month === present,
    ...totalOf(own),
    eachFen: staffFen,
    lines: own.map(({ day, members, fen }) => ({ day, members, fen })),
    ranking: ranks ? rankingOf(lines, colleagues, staff) : null,
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
