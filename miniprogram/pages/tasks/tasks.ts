import { act } from '../../cloud/act'
import { explain } from '../../copy/refusals'
import { given } from '../../copy/given'
import { taskWords } from '../../copy/tasks'
import { opening, openScreen } from '../../screen/open-screen'
import { closePullDown } from '../../screen/pull-down'
import { shownBadge, shownTasks, type ShownBadge, type ShownTask } from '../../screen/tasks'

Page({
  data: {
    screen: opening,
    words: taskWords,
    brand: { name: '', pointsName: '' },
    tasks: [] as ShownTask[],
    badges: [] as ShownBadge[],
    /** The task whose reward is being claimed; empty when none is. */
    claiming: '',
    /** What the last claim brought, or why it did not. */
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
    await openScreen(this, ['tasks', 'list', {}], (value) => ({
      brand: value.brand,
      tasks: shownTasks(value),
      badges: value.badges.map(shownBadge),
    }))
  },
  async onClaim({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    const task = this.data.tasks.find(({ id }) => id === currentTarget.dataset.id)
    if (!task || this.data.claiming !== '') return
    this.setData({ claiming: task.id, brought: '', problem: '' })
    const reply = await act('tasks', 'claim', task.claim)
    const { pointsName } = this.data.brand
    this.setData({ claiming: '' })
    if (reply.ok) {
      wx.vibrateShort({ type: 'light', fail: () => undefined })
      this.setData({ brought: `${reply.value.name}：${given(reply.value, pointsName)}` })
    } else {
      this.setData({ problem: explain(reply, Date.now(), pointsName) })
    }
    if (reply.ok || reply.reason !== 'no-reply') void this.show()
  },
})
