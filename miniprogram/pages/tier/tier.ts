import type { Value } from '../../../contract'
import { act } from '../../cloud/act'
import { given } from '../../copy/given'
import { explain } from '../../copy/refusals'
import { basisLine, byHandLine, growthLine, keepLine, tierWords } from '../../copy/tiers'
import { opening, openScreen } from '../../screen/open-screen'
import { closePullDown } from '../../screen/pull-down'
import {
  nextTier,
  shownEntitlements,
  shownGifts,
  shownTiers,
  type ShownEntitlement,
  type ShownGift,
  type ShownTier,
} from '../../screen/tiers'

Page({
  data: {
    screen: opening,
    words: tierWords,
    brand: { name: '', pointsName: '' },
    /** Empty in a programme without tiers. */
    tier: '',
    growth: '',
    next: { line: '', percent: 0 },
    basis: '',
    keep: '',
    byHand: '',
    gifts: [] as ShownGift[],
    entitlements: [] as ShownEntitlement[],
    tiers: [] as ShownTier[],
    /** What is being taken; empty when nothing is. */
    taking: '',
    /** What the last one brought, or why it did not. */
    brought: '',
    problem: '',
  },

  onShow() {
    closePullDown()
    void this.show()
  },
  onHide() {
    this.setData({ brought: '', problem: '' })
  },
  async onPullDownRefresh() {
    await this.show()
    closePullDown()
  },
  async show() {
    await openScreen(this, ['tiers', 'mine', {}], shown)
  },

  async onTakeGift({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    const gift = this.data.gifts.find(({ id }) => id === currentTarget.dataset.id)
    if (!gift || !this.begin(gift.id)) return
    const reply = await act('tiers', 'takeGift', gift.take)
    const { pointsName } = this.data.brand
    if (reply.ok) return this.took(`${gift.name}：${given(reply.value, pointsName)}`)
    return this.didNot(explain(reply, Date.now(), pointsName), reply.reason)
  },
  async onTakeVoucher({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    const one = this.data.entitlements.find(({ id }) => id === currentTarget.dataset.id)
    if (!one || !this.begin(one.id)) return
    const reply = await act('tiers', 'takeVoucher', one.take)
    const { pointsName } = this.data.brand
    if (reply.ok) return this.took(given({ points: 0, vouchers: reply.value.vouchers }, pointsName))
    return this.didNot(explain(reply, Date.now(), pointsName), reply.reason)
  },
  begin(id: string): boolean {
    if (this.data.taking !== '') return false
    this.setData({ taking: id, brought: '', problem: '' })
    return true
  },
  /** Until the page says that it is taken, a second tap would ask for another act. */
  async took(brought: string) {
    wx.vibrateShort({ type: 'light', fail: () => undefined })
    this.setData({ brought })
    await this.show()
    this.setData({ taking: '' })
  },
  async didNot(problem: string, reason: string) {
    this.setData({ problem })
    if (reason !== 'no-reply') await this.show()
    this.setData({ taking: '' })
  },
})

function shown(mine: Value<'tiers', 'mine'>): object {
  const { brand, tier, growth, byHand, today } = mine
  return {
    brand,
    tier: tier?.name ?? '',
    growth: growthLine(growth),
    next: nextTier(mine),
    basis: basisLine(mine, brand.pointsName),
    keep: byHand === null ? keepLine(mine) : '',
    byHand: byHand === null ? '' : byHandLine(byHand, today),
    gifts: shownGifts(mine),
    entitlements: shownEntitlements(mine),
    tiers: shownTiers(mine),
  }
}
