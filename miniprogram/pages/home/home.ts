import type { Value } from '../../../contract'
import { homeWords, joiningGift, readAloud, whatMattersNow } from '../../copy/home'
import { count } from '../../copy/money'
import { tasksToClaim } from '../../copy/tasks'
import { vouchersHeld } from '../../copy/vouchers'
import { noCalendar, shownCalendar } from '../../screen/calendar'
import { opening, openScreen } from '../../screen/open-screen'
import { closePullDown } from '../../screen/pull-down'
import { noTier, tierOnCard } from '../../screen/tiers'
import { shownReward, type ShownReward } from '../../screen/shelf'
import { go, title } from '../../screen/go'

Page({
  data: {
    screen: opening,
    words: homeWords,
    brand: { name: '', pointsName: '' },
    joined: false,
    gift: '',
    name: '',
    points: '',
    number: '',
    tier: noTier,
    mattersNow: '',
    vouchers: '',
    /** Empty when the programme has neither tasks nor badges. */
    tasks: '',
    taskWaits: false,
    calendar: noCalendar,
    /** Whether the missed days lie on the sheet. */
    makingUp: false,
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
    const opened = await openScreen(this, ['member', 'home', {}], (value) => shown(value, Date.now()))
    if (opened) title(this, opened.brand.name)
  },

  onJoin() {
    go('/pages/join/join')
  },
  onShowCode() {
    wx.switchTab({ url: '/pages/code/code' })
  },
  onHistory() {
    go('/pages/history/history')
  },
  onRedemptions() {
    go('/pages/redemptions/redemptions')
  },
  onTier() {
    go('/pages/tier/tier')
  },
  onTasks() {
    go('/pages/tasks/tasks')
  },
  onVouchers() {
    go('/pages/vouchers/vouchers')
  },
  onMall() {
    wx.switchTab({ url: '/pages/mall/mall' })
  },
  onMakeUp() {
    this.setData({ makingUp: true })
  },
  onMadeUp() {
    this.setData({ makingUp: false })
  },
  onChoose({ detail }: WechatMiniprogram.CustomEvent<{ rewardId: string }>) {
    this.setData({ chosenId: detail.rewardId })
  },
  onPutBack() {
    this.setData({ chosenId: '' })
  },
})

function shown({ brand, joining, member }: Value<'member', 'home'>, now: number): object {
  const { pointsName } = brand
  if (member === null) return { brand, joined: false, gift: joiningGift(joining.giftPoints, pointsName) }
  const owner = { joined: true, spendable: member.spendable, pointsName }
  return {
    brand,
    joined: true,
    name: member.name,
    points: count(member.spendable),
    number: readAloud(member.memberNumber),
    mattersNow: whatMattersNow(member, pointsName),
    tier: tierOnCard(member.tier),
    tasks:
      member.tasks.all + member.toReview === 0 ? '' : tasksToClaim(member.tasks.toClaim, member.toReview),
    taskWaits: member.tasks.toClaim + member.toReview > 0,
    vouchers: vouchersHeld(member.vouchers.held),
    calendar: shownCalendar(member.checkIn, { spendable: member.spendable, pointsName }),
    rewards: member.rewards.map((item) => shownReward(item, owner, now)),
  }
}
