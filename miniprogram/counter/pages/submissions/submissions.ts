import type { Input, Value } from '../../../../contract'
import { act } from '../../../cloud/act'
import { customer } from '../../../copy/counter'
import { explain } from '../../../copy/refusals'
import { decidedLine, refusalReasons, riskLine, submissionWords, whenSent } from '../../../copy/submissions'
import { nextPage } from '../../../screen/next-page'
import { opening, openScreen } from '../../../screen/open-screen'
import { showTop } from '../../../screen/into-view'
import { closePullDown } from '../../../screen/pull-down'
import { till } from '../../till'
import { toTheStart } from '../../to-the-start'

type Waiting = Value<'submissions', 'waiting'>
type Verdict = Input<'submissions', 'decide'>['verdict']
type Reason = keyof typeof refusalReasons

interface ShownPhoto {
  id: string
  who: string
  when: string
  taskName: string
  asks: string
  url: string
  /** It was there and did not open: a tap tries again. */
  again: boolean
}
interface ShownRisk {
  taskId: string
  name: string
  line: string
  state: string
  rule: string
  on: boolean
}

const reasons = (Object.keys(refusalReasons) as Reason[]).map((reason) => ({
  reason,
  words: refusalReasons[reason],
}))
/** What is decided about waits no more. */
const OVER = ['already-decided', 'no-such-submission']
const noRisk: ShownRisk = { taskId: '', name: '', line: '', state: '', rule: '', on: false }

Page({
  data: {
    screen: opening,
    words: submissionWords,
    brand: { name: '', pointsName: '' },
    photos: [] as ShownPhoto[],
    risks: [] as ShownRisk[],
    more: false,
    loading: false,
    /** The photo that a word is being said about; empty when none is. */
    deciding: '',
    done: '',
    problem: '',
    /** The photo that is to be refused, while the reason is asked for; empty when it is not. */
    refusing: '',
    reasons,
    reason: '' as Reason | '',
    note: '',
    /** The risky task that is to be turned on, while its rule is read. */
    risk: noRisk,
    reading: false,
    turning: false,
  },
  next: null as string | null,

  onLoad() {
    // Opened by its address on a phone that works in no store yet: which one is asked at the start.
    if (till.at()) void this.open()
    else toTheStart()
  },
  storeId: (): string => till.at()?.storeId ?? '',
  async onPullDownRefresh() {
    await this.open()
    closePullDown()
  },
  async open() {
    const page = await openScreen(this, ['submissions', 'waiting', { storeId: this.storeId() }], (value) => ({
      brand: value.brand,
      photos: shownPhotos(value, Date.now()),
      risks: shownRisks(value, Date.now()),
      more: value.nextAfter !== null,
    }))
    if (page) this.next = page.nextAfter
  },
  onReachBottom() {
    void this.showMore()
  },
  async showMore() {
    const storeId = this.storeId()
    const page = await nextPage(this, (after: string) => ['submissions', 'waiting', { storeId, after }])
    if (page === null) return this.data.problem === '' ? undefined : showTop()
    this.next = page.nextAfter
    this.setData({
      photos: [...this.data.photos, ...shownPhotos(page, Date.now())],
      more: page.nextAfter !== null,
    })
  },
  onEnlarge({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { url: string }>) {
    const { url } = currentTarget.dataset
    void wx.previewImage({ urls: [url], current: url })
  },
  /** A link does not last for ever, and a signal may be weak: a tap fetches the photos anew. */
  onNotOpened({ currentTarget }: WechatMiniprogram.CustomEvent<object, object, { id: string }>) {
    const photos = this.data.photos.map((photo: ShownPhoto) =>
      photo.id === currentTarget.dataset.id ? { ...photo, url: '', again: true } : photo,
    )
    this.setData({ photos })
  },
  oneAtATime() {
    void wx.showToast({ title: submissionWords.oneAtATime, icon: 'none' })
  },
  say(done: string, problem: string) {
    this.setData({ done, problem })
    showTop()
  },
  onApprove({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    void this.decide(currentTarget.dataset.id, { approved: true })
  },
  onRefuse({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    if (this.data.deciding !== '') return this.oneAtATime()
    this.setData({ refusing: currentTarget.dataset.id, reason: '', note: '', problem: '', done: '' })
  },
  onReason({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { reason: Reason }>) {
    this.setData({ reason: currentTarget.dataset.reason })
  },
  onNote({ detail }: WechatMiniprogram.Input) {
    this.setData({ note: detail.value })
  },
  onKeep() {
    this.setData({ refusing: '' })
  },
  onSendRefusal() {
    const { refusing, reason, note } = this.data
    if (refusing === '') return
    if (reason === '') return wx.showToast({ title: submissionWords.reasonFirst, icon: 'none' })
    this.setData({ refusing: '' })
    void this.decide(refusing, { approved: false, reason, note: note.trim() })
  },
  async decide(submissionId: string, verdict: Verdict) {
    if (this.data.deciding !== '') return this.oneAtATime()
    this.setData({ deciding: submissionId, problem: '', done: '' })
    const reply = await act('submissions', 'decide', { storeId: this.storeId(), submissionId, verdict })
    const { pointsName } = this.data.brand
    // The others stay where they are: a list that moves under the thumb is a wrong photo paid.
    const over = reply.ok || OVER.includes(reply.reason)
    const photos = this.data.photos.filter(({ id }: ShownPhoto) => !over || id !== submissionId)
    this.setData({ deciding: '', photos })
    if (reply.ok) this.say(decidedLine(reply.value, pointsName), '')
    else this.say('', explain(reply, Date.now(), pointsName))
    if (photos.length === 0) void this.open()
  },
  onRisk({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    const risk = this.data.risks.find(({ taskId }: ShownRisk) => taskId === currentTarget.dataset.id)
    if (!risk || this.data.turning) return
    if (risk.on) void this.turn(risk.taskId, false)
    else this.setData({ risk, reading: true })
  },
  onLeaveOff() {
    this.setData({ reading: false })
  },
  onUnderstood() {
    this.setData({ reading: false })
    void this.turn(this.data.risk.taskId, true)
  },
  async turn(taskId: string, on: boolean) {
    this.setData({ turning: true, problem: '', done: '' })
    const reply = await act('submissions', 'turn', { storeId: this.storeId(), taskId, on })
    this.setData({ turning: false })
    if (!reply.ok) this.say('', explain(reply, Date.now(), this.data.brand.pointsName))
    if (reply.ok || reply.reason !== 'no-reply') void this.open()
  },
})

function shownPhotos({ submissions }: Waiting, now: number): ShownPhoto[] {
  return submissions.map((one) => ({
    id: one.submissionId,
    who: customer(one.member),
    when: whenSent(one, now),
    taskName: one.taskName,
    asks: one.asks,
    url: one.photoUrl ?? '',
    again: false,
  }))
}

function shownRisks({ risky }: Waiting, now: number): ShownRisk[] {
  return (risky ?? []).map((one) => ({
    taskId: one.taskId,
    name: one.name,
    ...submissionWords.risks[one.risk],
    state: riskLine(one, now),
    on: one.onSince !== null,
  }))
}
