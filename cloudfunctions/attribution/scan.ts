import { factsOf } from '../../domain/account'
import { withScan } from '../../domain/attribution/scan'
import { accept, refuse } from '../../domain/decision'
import { storeNameOf } from '../../domain/programme/programme'
import { taskNowOf } from '../../domain/tasks/claims'
import { businessDay } from '../../domain/time/business-day'
import { promisedName } from '../../domain/vouchers/grant'
import { loadAccount, noteScans } from '../../storage/accounts'
import type { Handler } from '../handler'

/**
 * Notes that a member scanned the code of a table (扫桌码), for the task that asks for it. Two requests: the account, and the
 * note where the day has none; it moves no points and needs no entry.
 */
export const scan: Handler<'attribution', 'scan'> = async (
  { placementId },
  { db, memberId, now, programme },
) => {
  const placement = programme.attribution.placements.find(({ id }) => id === placementId)
  if (!placement) return refuse('no-such-placement')
  if (placement.kind !== 'table') return refuse('not-a-table')
  const today = businessDay(now, programme)
  const account = await loadAccount(db, memberId)
  const scans = withScan(account.scans, placement, today)
  if (scans !== null && !(await noteScans(db, memberId, scans))) return refuse('busy')
  const after = { ...account, scans: scans ?? account.scans }
  const asking = taskNowOf('table-visit', programme.tasks, after, factsOf(after), today)
  return accept({
    storeName: storeNameOf(programme, placement.storeId),
    label: placement.label,
    task: asking && {
      points: asking.task.points,
      voucher: promisedName(programme, asking.task.voucher),
      state: asking.state,
    },
  })
}
