import type { LocalCloud } from '../../cloud/local-cloud'
import { DemoPhone } from '../../demo/phone'
import { settlesBill } from '../../demo/settles-bill'
import { CASHIER, type StagePhone } from '../phones'
import type { ScenePages } from './scene-ready'
import type { Scene } from './scenes'
import { redemptionOf } from '../../demo/redemption-of'

/** What happens in scenes, in the restaurant's own words. */
export interface SceneActors {
  joins(name: string): Promise<void>
  /** A bill of so many yuan; its id. */
  pays(yuan: number): Promise<string>
  voids(billId: string): Promise<void>
  /** The redemption's id. */
  redeems(rewardId: string): Promise<string>
  takesVoucher(rewardId: string): Promise<void>
}

/** Lets a scene happen to a diner who never was here. Throws when the restaurant refuses a part of it. */
export function prepareScene(
  cloud: Pick<LocalCloud, 'invoke'>,
  scene: Scene,
  { openid }: StagePhone,
): Promise<ScenePages> {
  const diner = new DemoPhone(cloud, openid)
  const cashier = new DemoPhone(cloud, CASHIER.openid)
  return scene.happens({
    async joins(name) {
      await diner.must('member', 'join', { agreedPrivacyVersion: 'scene', name })
    },
    async pays(yuan) {
      return (await settlesBill(diner, cashier, yuan * 100)).billId
    },
    async voids(billId) {
      await cashier.must('counter', 'void', { storeId: 'riverside', billId, reason: 'wrong-amount' })
    },
    async redeems(rewardId) {
      return redemptionOf(await diner.must('points-mall', 'redeem', { rewardId })).redemptionId
    },
    async takesVoucher(rewardId) {
      await diner.must('points-mall', 'redeem', { rewardId })
    },
  })
}
