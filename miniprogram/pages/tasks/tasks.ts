import { act, isAnswer } from '../../cloud/act'
import { explain } from '../../copy/refusals'
import { given } from '../../copy/given'
import { reviewWords } from '../../copy/reviews'
import { submissionWords } from '../../copy/submissions'
import { taskWords } from '../../copy/tasks'
import { choosePhoto, sendPhoto, takePhotoBack } from '../../screen/hand-in-photo'
import { showTop } from '../../screen/into-view'
import { noMeal, shownMeals, type ShownMeal } from '../../screen/meals'
import { opening, openScreen } from '../../screen/open-screen'
import { closePullDown } from '../../screen/pull-down'
import { shownBadge, shownTasks, type ShownBadge, type ShownTask } from '../../screen/tasks'

Page({
  data: {
    screen: opening,
    words: {
      ...taskWords,
      meals: reviewWords.heading,
      write: reviewWords.write,
      hand: submissionWords.hand,
    },
    brand: { name: '', pointsName: '' },
    tasks: [] as ShownTask[],
    badges: [] as ShownBadge[],
    meals: [] as ShownMeal[],
    /** A review has so many characters at least. */
    least: 1,
    /** The meal that is written about; it stays in its sheet while that closes. */
    meal: noMeal,
    writing: false,
    /** The task whose reward is being claimed or whose photo is being handed in; empty when none is. */
    claiming: '',
    /** What the last claim brought, or why it did not. */
    brought: '',
    problem: '',
  },

  /** WeChat's own chooser lies over the page. */
  choosing: false,
  /** Photos that are sent and not known to be handed in, by their task and which of its photos they are. */
  sent: {} as Record<string, string>,

  onShow() {
    closePullDown()
    this.choosing = false
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
      meals: shownMeals(value, Date.now()),
      least: value.reviewing.leastCharacters,
    }))
  },
  async onClaim({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    const task = this.data.tasks.find(({ id }) => id === currentTarget.dataset.id)
    if (!task || this.data.claiming !== '') return
    this.setData({ claiming: task.id, brought: '', problem: '' })
    const reply = await act('tasks', 'claim', task.claim)
    const { pointsName } = this.data.brand
    if (reply.ok) {
      wx.vibrateShort({ type: 'light', fail: () => undefined })
      this.setData({ brought: `${reply.value.name}：${given(reply.value, pointsName)}` })
    } else {
      this.setData({ problem: explain(reply, Date.now(), pointsName) })
    }
    showTop()
    // Until the task says that it is claimed, a second tap would ask for another act.
    if (reply.ok || reply.reason !== 'no-reply') await this.show()
    this.setData({ claiming: '' })
  },
  async onHandIn({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    const task = this.data.tasks.find(({ id }: ShownTask) => id === currentTarget.dataset.id)
    if (!task?.hand || this.choosing || this.data.claiming !== '') return
    const which = `${task.id}:${task.hand.nth}`
    const sent = this.sent[which] || (await this.photoFor())
    if (sent === null || this.data.claiming !== '') return
    this.setData({ claiming: task.id, brought: '', problem: '' })
    const fileId = typeof sent === 'string' ? sent : await this.send(which, sent.path)
    if (fileId === null) return this.setData({ claiming: '' })
    const reply = await act('submissions', 'submit', { ...task.hand, photo: fileId })
    if (reply.ok) this.setData({ brought: submissionWords.handed })
    else this.setData({ problem: explain(reply, Date.now(), this.data.brand.pointsName) })
    showTop()
    if (isAnswer(reply)) {
      this.sent[which] = ''
      if (!reply.ok) takePhotoBack(fileId)
      await this.show()
    }
    this.setData({ claiming: '' })
  },
  /** The photo the diner chooses; null when there is none. */
  async photoFor(): Promise<{ path: string } | null> {
    this.choosing = true
    this.setData({ brought: '', problem: '' })
    const chosen = await choosePhoto()
    this.choosing = false
    if (chosen === null) return null
    if ('path' in chosen) return chosen
    this.setData({ problem: chosen.problem })
    showTop()
    return null
  },
  /** A photo that is there already is not sent again: a reply that was lost asks for the same act once more. */
  async send(which: string, path: string): Promise<string | null> {
    const sent = await sendPhoto(path)
    if ('fileId' in sent) {
      this.sent[which] = sent.fileId
      return sent.fileId
    }
    this.setData({ problem: sent.problem })
    showTop()
    return null
  },
  onFill() {
    wx.switchTab({ url: '/pages/me/me' })
  },
  onWrite({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    const meal = this.data.meals.find(({ billId }: ShownMeal) => billId === currentTarget.dataset.id)
    if (meal) this.setData({ meal, writing: true, brought: '', problem: '' })
  },
  onStopWriting() {
    this.setData({ writing: false })
  },
  onWritten({ detail }: WechatMiniprogram.CustomEvent<{ thanks: string }>) {
    wx.vibrateShort({ type: 'light', fail: () => undefined })
    this.setData({ writing: false, brought: detail.thanks })
    showTop()
    void this.show()
  },
})
