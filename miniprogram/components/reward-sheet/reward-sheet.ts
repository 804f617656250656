import type { Value } from '../../../contract'
import { act } from '../../cloud/act'
import { explain } from '../../copy/refusals'
import { mallWords } from '../../copy/rewards'
import { noReward, type ShownReward } from '../../screen/shelf'
import { go } from '../../screen/go'

/** Where one finds what one has taken: a code to be served with, or the voucher among the others. */
function placeOf(taken: Value<'points-mall', 'redeem'>): string {
  return taken.kind === 'redemption'
    ? `/pages/redemption/redemption?id=${taken.redemptionId}`
    : '/pages/vouchers/vouchers'
}

/**
 * What, where, until when, and the balance after: one tap takes it and opens what one has for it. `close` when it wants to be
 * gone, `changed` when the shelf is not what it was.
 */
Component({
  properties: {
    /** The shelf, and which of it lies on the sheet: none when empty. */
    rewards: { type: Array, value: [] },
    rewardId: { type: String, value: '' },
    joined: { type: Boolean, value: false },
  },
  data: {
    words: mallWords,
    /** Stays what it was while the sheet slides away, or when the shelf has lost it. */
    reward: noReward,
    busy: false,
    problem: '',
    onScreen: true,
    /** Taken while the diner was elsewhere: what they have for it opens when they come back. */
    taken: '',
  },
  pageLifetimes: {
    show() {
      this.setData({ onScreen: true })
      if (this.data.taken !== '') this.openTaken(this.data.taken)
    },
    hide() {
      this.setData({ onScreen: false })
    },
  },
  observers: {
    rewardId(rewardId: string) {
      if (rewardId !== '') this.setData({ busy: false, problem: '' })
    },
    'rewards, rewardId'(rewards: ShownReward[], rewardId: string) {
      const reward = rewards.find((one) => one.rewardId === rewardId)
      if (reward) this.setData({ reward })
    },
  },
  methods: {
    onClose() {
      if (!this.data.busy) this.triggerEvent('close')
    },
    openTaken(url: string) {
      this.setData({ taken: '' })
      wx.navigateTo({ url })
    },
    onJoin() {
      this.triggerEvent('close')
      go('/pages/join/join')
    },
    async onRedeem() {
      const { rewardId, pricePoints, pointsName } = this.data.reward as ShownReward
      if (this.data.busy) return
      this.setData({ busy: true, problem: '' })
      const reply = await act('points-mall', 'redeem', { rewardId, shownPoints: pricePoints }, { rewardId })
      this.setData({ busy: false })
      if (!reply.ok) {
        this.setData({ problem: explain(reply, Date.now(), pointsName) })
        if (reply.reason !== 'no-reply') this.triggerEvent('changed')
        return
      }
      this.triggerEvent('close')
      const url = placeOf(reply.value)
      if (this.data.onScreen) this.openTaken(url)
      else this.setData({ taken: url })
    },
  },
})
