import { noBills, type BillMemory } from './bill/bill'
import { noCheckIns, type CheckIns } from './check-in/streak'
import { emptyPointsAccount, type PointsAccount } from './ledger/points-account'
import type { Attribution } from './attribution/attribution'
import type { Scan } from './attribution/scan'
import type { Profile } from './member/profile'
import type { TakenRewards } from './mall/shelf'
import { noActivity, type Activity } from './bill/activity'
import { noReviews, type Reviews } from './reviews/meals'
import type { Submission } from './submissions/submission'
import type { Claim } from './tasks/claims'
import type { Facts } from './tasks/goals/goal'
import { noStanding, type Standing } from './tiers/standing'

/**
 * A member's one hot document (会员账户): loaded and saved once per operation. Each feature owns one key of it
 * and leaves the others as they are.
 */
export interface Account {
  memberId: string
  profile: Profile
  points: PointsAccount
  bills: BillMemory
  /** Rewards taken, for the limits per member. */
  taken: TakenRewards
  checkIns: CheckIns
  /** What tasks, badges and tiers are made of. */
  activity: Activity
  /** Tasks claimed in this period and the one before. */
  claims: Claim[]
  /** Photos for tasks: the last of each period. */
  submissions: Submission[]
  /** Meals to write about, and what was written. */
  reviews: Reviews
  standing: Standing
  /** Tables whose code they scanned these days. */
  scans: Scan[]
  /** The colleague by whose code they joined; null for everybody else. */
  attribution: Attribution | null
}

export function openAccount(memberId: string, profile: Profile): Account {
  return {
    memberId,
    profile,
    points: emptyPointsAccount,
    bills: noBills,
    taken: {},
    checkIns: noCheckIns,
    activity: noActivity,
    claims: [],
    submissions: [],
    reviews: noReviews,
    standing: noStanding,
    scans: [],
    attribution: null,
  }
}

/** What of an account goals may look at. */
export function factsOf({
  activity,
  bills,
  profile,
  scans,
}: Pick<Account, 'activity' | 'bills' | 'profile' | 'scans'>): Facts {
  return { activity, bills: bills.count, profile, scans }
}
