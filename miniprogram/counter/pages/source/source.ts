import type { Value } from '../../../../contract'
import { call } from '../../../cloud/call'
import {
  attributedLine,
  attributionWords,
  eachLine,
  monthBefore,
  monthLine,
  owedLine,
  placementLine,
  totalLine,
} from '../../../copy/attribution'
import { explain } from '../../../copy/refusals'
import { opening, openScreen } from '../../../screen/open-screen'

interface ShownPlacement {
  id: string
  label: string
  line: string
}

Page({
  data: {
    screen: opening,
    words: attributionWords,
    staffName: '',
    month: '',
    whichMonth: '',
    present: true,
    each: '',
    lines: [] as { id: number; when: string; owed: string }[],
    ranking: [] as { id: string; name: string; total: string }[],
    placements: [] as ShownPlacement[],
    /** The picture of one's own code; empty while it is on its way. */
    mine: '',
    mineProblem: '',
    /** The placement whose code lies on the sheet; empty when none does. */
    shownId: '',
    shownLabel: '',
    picture: '',
    pictureProblem: '',
  },

  /** The month that is looked at; empty for the present one. */
  month: '',

  onLoad() {
    void this.open()
  },
  async open() {
    const which = this.month === '' ? {} : { month: this.month }
    const opened = await openScreen(this, ['attribution', 'mine', which], shown)
    if (opened && this.data.mine === '') void this.showMine()
  },
  async showMine() {
    this.setData({ mineProblem: '' })
    const reply = await call('attribution', 'code', { placementId: null })
    if (reply.ok) this.setData({ mine: reply.value.url })
    else this.setData({ mineProblem: explain(reply, Date.now()) })
  },
  onMonth() {
    this.month = this.data.present ? monthBefore(this.data.whichMonth) : ''
    void this.open()
  },
  /** A link does not last for ever. */
  onMineGone() {
    this.setData({ mine: '', mineProblem: attributionWords.pictureGone })
  },
  onPictureGone() {
    this.setData({ picture: '', pictureProblem: attributionWords.pictureGone })
  },
  onMineAgain() {
    void this.showMine()
  },
  async onPlacement({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    const { id } = currentTarget.dataset
    const placement = this.data.placements.find((one: ShownPlacement) => one.id === id)
    if (!placement) return
    this.setData({ shownId: id, shownLabel: placement.label, picture: '', pictureProblem: '' })
    const reply = await call('attribution', 'code', { placementId: id })
    if (this.data.shownId !== id) return
    if (reply.ok) this.setData({ picture: reply.value.url })
    else this.setData({ pictureProblem: explain(reply, Date.now()) })
  },
  onPutAway() {
    this.setData({ shownId: '' })
  },
})

function shown(value: Value<'attribution', 'mine'>): object {
  return {
    staffName: value.staffName,
    month: monthLine(value),
    whichMonth: value.month,
    present: value.present,
    each: eachLine(value.eachFen),
    lines: value.lines.map((line, id) => ({ id, when: attributedLine(line), owed: owedLine(line.fen) })),
    ranking: (value.ranking ?? []).map(({ staffId, staffName, ...total }) => ({
      id: staffId,
      name: staffName,
      total: totalLine(total),
    })),
    placements: (value.placements ?? []).map((one) => ({
      id: one.placementId,
      label: one.label,
      line: placementLine(one),
    })),
  }
}
