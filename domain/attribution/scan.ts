import type { Placement } from '../programme/placement'
import { addDays, type BusinessDay } from '../time/business-day'

/** The code on a table that a member scanned on a business day (扫桌码): the first of the day. */
export interface Scan {
  day: BusinessDay
  placementId: string
}

/** Longer than anything that is made of a scan can still be claimed; older ones go with the next scan. */
const REMEMBERED_DAYS = 31

/** The scans after one more; null when the day has its scan already. */
export function withScan(scans: readonly Scan[], { id }: Placement, today: BusinessDay): Scan[] | null {
  if (scans.some(({ day }) => day === today)) return null
  const oldest = addDays(today, -REMEMBERED_DAYS)
  return [...scans.filter(({ day }) => day >= oldest), { day: today, placementId: id }]
}
