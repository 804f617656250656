import { loginIdOf } from '../../cloudfunctions/keys'
import type { Role } from '../../domain/staff/capabilities'
import type { Instant } from '../../domain/time/business-day'
import type { Collection, Stored } from '../../storage/database'
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

/** What the demo restaurant offers, as documents. The programme comes last: it is the sign that the rest is there. */
export function demoOffer(at: Instant): { collection: Collection; document: Stored }[] {
  const stocks = Object.entries(demoStock).map(([_id, left]) => ({ _id, left, claims: {} }))
  const versions = programmeDocuments(1, demoProgramme, { author: 'demo', reason: '开业', at })
  return [
    ...stocks.map((document) => ({ collection: 'reward_stocks' as const, document })),
    ...versions.map(({ id, document }) => ({
      collection: 'programmes' as const,
      document: { ...document, _id: id },
    })),
  ]
}

/** Puts the demo restaurant into an empty cloud; one that has a programme is left as it is. */
export function loadDemoRestaurant(cloud: LocalCloud): void {
  if (cloud.documents('programmes').some(({ _id }) => _id === CURRENT)) return
  for (const { openid, ...staff } of demoStaff) {
    cloud.put('staff', { _id: loginIdOf(DEMO_APPID, openid), ...staff, active: true })
  }
  for (const { collection, document } of demoOffer(cloud.clock.now())) cloud.put(collection, document)
}
