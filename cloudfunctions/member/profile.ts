import { accept } from '../../domain/decision'
import { seenByOneself } from '../../domain/member/profile'
import { storeNameOf } from '../../domain/programme/programme'
import { loadAccount } from '../../storage/accounts'
import { loadStaff } from '../../storage/staff'
import type { Handler } from '../handler'

/** 我的: the profile, and the role of someone who also works here. */
export const profile: Handler<'member', 'profile'> = async (_input, { db, memberId, loginId, programme }) => {
  const staff = await loadStaff(db, loginId)
  return accept({
    brand: programme.brand,
    member: memberId === null ? null : seenByOneself((await loadAccount(db, memberId)).profile),
    staff: staff && {
      name: staff.name,
      role: staff.role,
      storeNames: staff.storeIds.map((id) => storeNameOf(programme, id)),
    },
  })
}
