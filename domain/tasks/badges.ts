import type { CheckIns } from '../check-in/streak'
import type { Badge } from '../programme/badge'
import type { Activity } from '../bill/activity'

export interface Worn {
  badge: Badge
  /** What counts towards it now, at most what it takes. */
  done: number
  earned: boolean
}

/** Every badge, and how far the member is: nothing is stored, so a refund takes back what it had brought. */
export function badgesOf(
  badges: readonly Badge[],
  account: { activity: Activity; checkIns: CheckIns },
): Worn[] {
  return badges.map((badge) => {
    const count = badge.fact === 'spent-fen' ? account.activity.spentFen : account.checkIns.longest
    return { badge, done: Math.min(count, badge.least), earned: count >= badge.least }
  })
}
