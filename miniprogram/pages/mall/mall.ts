import type { Value } from '../../../contract'
import { count } from '../../copy/money'
import { mallWords } from '../../copy/rewards'
import { opening, openScreen } from '../../screen/open-screen'
import { noReward, shownShelf, type ShownReward } from '../../screen/shelf'

const ALL = 'all'

Page({
  data: {
    screen: opening,
    words: mallWords,
    brand: { name: '', pointsName: '' },
    joined: false,
    spendable: '',
    categories: [] as { id: string; name: string }[],
    category: ALL,
    rewards: [] as ShownReward[],
    chosen: noReward,
    choosing: false,
  },

  onShow() {
    void this.open()
  },
  async onPullDownRefresh() {
    await this.open()
    wx.stopPullDownRefresh()
  },
  async open() {
    await openScreen(this, ['points-mall', 'list', {}], (value) => shown(value, Date.now()))
  },

  onCategory({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    this.setData({ category: currentTarget.dataset.id })
  },
  onChoose({ detail }: WechatMiniprogram.CustomEvent<{ rewardId: string }>) {
    const chosen = this.data.rewards.find(({ rewardId }) => rewardId === detail.rewardId)
    if (chosen) this.setData({ chosen, choosing: true })
  },
  onPutBack() {
    this.setData({ choosing: false })
  },
  onJoin() {
    wx.navigateTo({ url: '/pages/join/join' })
  },
  onRedemptions() {
    wx.navigateTo({ url: '/pages/redemptions/redemptions' })
  },
})

function shown({ brand, joined, spendable, rewards }: Value<'points-mall', 'list'>, now: number): object {
  const shelf = shownShelf(rewards, { joined, spendable, pointsName: brand.pointsName }, now)
  const names = new Map(shelf.map(({ category, categoryName }) => [category, categoryName]))
  const categories = [...names].map(([id, name]) => ({ id, name }))
  return {
    brand,
    joined,
    spendable: count(spendable),
    rewards: shelf,
    categories: categories.length > 1 ? [{ id: ALL, name: mallWords.all }, ...categories] : [],
  }
}
