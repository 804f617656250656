import type { Value } from '../../../contract'
import { count } from '../../copy/money'
import { mallTitle, mallWords } from '../../copy/rewards'
import { opening, openScreen } from '../../screen/open-screen'
import { closePullDown } from '../../screen/pull-down'
import { shownShelf, type ShownReward } from '../../screen/shelf'
import { go, title } from '../../screen/go'

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
    /** Which reward lies on the sheet. */
    chosenId: '',
  },

  onShow() {
    closePullDown()
    void this.open()
  },
  async onPullDownRefresh() {
    await this.open()
    closePullDown()
  },
  async open() {
    const opened = await openScreen(this, ['points-mall', 'list', {}], (value) => shown(value, Date.now()))
    if (!opened) return
    title(this, mallTitle(opened.brand.pointsName))
    // A category whose last reward has gone leaves the whole shelf.
    if (!this.data.categories.some(({ id }) => id === this.data.category)) this.setData({ category: ALL })
  },

  onCategory({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    this.setData({ category: currentTarget.dataset.id })
  },
  onChoose({ detail }: WechatMiniprogram.CustomEvent<{ rewardId: string }>) {
    this.setData({ chosenId: detail.rewardId })
  },
  onPutBack() {
    this.setData({ chosenId: '' })
  },
  onJoin() {
    go('/pages/join/join')
  },
  onRedemptions() {
    go('/pages/redemptions/redemptions')
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
