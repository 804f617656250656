import type { LocalCloud } from '../cloud/local-cloud'
import { DemoPhone } from '../demo/phone'
import { settlesBill } from '../demo/settles-bill'

/** More than a page of the history has. */
const SMALL_BILLS = 24
/** Brings a tier, its gift and its entitlements. */
const LARGE_FEN = 60_000

/**
 * Makes the diner's phone a regular's: a member with a tier, points and a long history, so that random fingers come to what
 * one has only after a year of visits.
 */
export async function makeARegular(cloud: LocalCloud, openid: string): Promise<void> {
  const diner = new DemoPhone(cloud, openid)
  const till = new DemoPhone(cloud, 'demo-cashier')
  await diner.must('member', 'join', { agreedPrivacyVersion: 'monkey', name: '陈阿姨' })
  await settlesBill(diner, till, LARGE_FEN)
  for (let bill = 0; bill < SMALL_BILLS; bill++) await settlesBill(diner, till, 1_000 + bill)
}
