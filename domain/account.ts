import { noBills, type BillMemory } from './bill/bill'
import { noCheckIns, type CheckIns } from './check-in/streak'
import { emptyPointsAccount, type PointsAccount } from './ledger/points-account'
import type { Profile } from './member/profile'
import type { TakenRewards } from './mall/shelf'

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
}

export function openAccount(memberId: string, profile: Profile): Account {
  return { memberId, profile, points: emptyPointsAccount, bills: noBills, taken: {}, checkIns: noCheckIns }
}
