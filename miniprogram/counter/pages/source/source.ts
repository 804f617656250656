import type { Value } from '../../../../contract'
import { call } from '../../../cloud/call'
import {
  attributedLine,
  attributionWords,
  eachLine,
  monthLine,
  owedLine,
  placementLine,
  totalLine,
} from '../../../copy/attribution'
import { monthBefore } from '../../../copy/dates'
import { explain } from '../../../copy/refusals'
import { opening, openScreen } from '../../../screen/open-screen'

/** One's own code; no placement is called so. */
const MINE = '-'

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
    /** The placement whose code lies on the sheet, or `MINE`; empty when none does. */
    shownId: '',
    mineId: MINE,
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
    await openScreen(this, ['attribution', 'mine', which], shown)
  },
  onMonth() {
    this.month = this.data.present ? monthBefore(this.data.whichMonth) : ''
    void this.open()
  },
  async onCode({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    const { id } = currentTarget.dataset
    const placement = this.data.placements.find((one: ShownPlacement) => one.id === id)
    const shownLabel = placement?.label ?? attributionWords.mine
    this.setData({ shownId: id, shownLabel, picture: '', pictureProblem: '' })
    const reply = await call('attribution', 'code', { placementId: id === MINE ? null : id })
    if (this.data.shownId !== id) return
    if (reply.ok) this.setData({ picture: reply.value.url })
    else this.setData({ pictureProblem: explain(reply, Date.now()) })
  },
  /** A link does not last for ever. */
  onPictureGone() {
    this.setData({ picture: '', pictureProblem: attributionWords.pictureGone })
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
