import { counterWords, customer, deedTitle } from '../../../copy/counter'
import { moment } from '../../../copy/dates'
import { defaultPointsName } from '../../../copy/refusals'
import { undoServing } from '../../take-back'
import { till } from '../../till'
import { deeds, type Deed } from '../../deeds'

interface ShownDeed {
  id: string
  kind: Deed['kind']
  title: string
  line: string
  takenBack: boolean
  /** A serving whose minutes are over cannot be undone; a bill is the function's to judge. */
  canTakeBack: boolean
  button: string
}

Page({
  data: {
    words: counterWords,
    deeds: [] as ShownDeed[],
    problem: '',
    message: '',
    voiding: false,
    storeId: '',
    billId: '',
    pointsName: '',
  },

  onShow() {
    this.show()
  },
  show() {
    const now = Date.now()
    const pointsName = till.at()?.brand.pointsName ?? defaultPointsName
    this.setData({ pointsName, deeds: deeds.list(now).map((deed) => shown(deed, pointsName, now)) })
  },

  onTakeBack({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    const deed = deeds.list(Date.now()).find(({ id }) => id === currentTarget.dataset.id)
    if (!deed) return
    this.setData({ problem: '', message: '' })
    if (deed.kind === 'bill') this.setData({ voiding: true, storeId: deed.storeId, billId: deed.id })
    else void this.undo(deed)
  },
  async undo({ storeId, id, at }: Deed) {
    const taken = await undoServing(storeId, id, at, this.data.pointsName)
    this.setData(taken.done ? { message: taken.message } : { problem: taken.message })
    this.show()
  },
  onKeep() {
    this.setData({ voiding: false })
    this.show()
  },
  onVoided({ detail }: WechatMiniprogram.CustomEvent<{ message: string }>) {
    this.setData({ voiding: false, message: detail.message })
    this.show()
  },
})

function shown(deed: Deed, pointsName: string, now: number): ShownDeed {
  const { id, kind, at, member, takenBack, undoUntil } = deed
  return {
    id,
    kind,
    title: deedTitle(deed, pointsName),
    line: `${moment(at, now)} · ${customer(member)} · ${deed.storeName}`,
    takenBack,
    canTakeBack: !takenBack && (kind === 'bill' || now <= undoUntil),
    button: kind === 'bill' ? counterWords.voidShort : counterWords.undoShort,
  }
}
