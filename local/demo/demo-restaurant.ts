import { loginIdOf } from '../../cloudfunctions/keys'
import type { Role } from '../../domain/staff/capabilities'
import { CURRENT, programmeDocuments } from '../../storage/programmes'
import type { LocalCloud } from '../cloud/local-cloud'
import { demoProgramme, demoStock } from './demo-programme'

/** The mini-program's id on this laptop. */
export const DEMO_APPID = 'wxhuiweidemo'

export const demoStaff: { openid: string; staffId: string; name: string; role: Role; storeIds: string[] }[] =
  [
    { openid: 'demo-cashier', staffId: 'staff-lin', name: '小林', role: 'cashier', storeIds: ['riverside'] },
    {
      openid: 'demo-cashier-station',
      staffId: 'staff-zhou',
      name: '小周',
      role: 'cashier',
      storeIds: ['station'],
    },
    {
      openid: 'demo-manager',
      staffId: 'staff-chen',
      name: '陈店长',
      role: 'manager',
      storeIds: ['riverside', 'station'],
    },
  ]

/** Puts the demo restaurant into an empty cloud; one that has a programme is left as it is. */
export function loadDemoRestaurant(cloud: LocalCloud): void {
  if (cloud.documents('programmes').some(({ _id }) => _id === CURRENT)) return
  for (const { openid, ...staff } of demoStaff) {
    cloud.put('staff', { _id: loginIdOf(DEMO_APPID, openid), ...staff, active: true })
  }
  for (const [_id, left] of Object.entries(demoStock)) cloud.put('reward_stocks', { _id, left, claims: {} })
  const change = { author: 'demo', reason: '开业', at: cloud.clock.now() }
  // The programme comes last: it is the sign that the rest is there.
  for (const { id, document } of programmeDocuments(1, demoProgramme, change)) {
    cloud.put('programmes', { _id: id, ...document })
  }
}
