import { act } from '../../cloud/act'
import { broughtLine, checkInWords } from '../../copy/check-in'
import { explain } from '../../copy/refusals'
import { noCalendar, type ShownCalendar } from '../../screen/calendar'

const noDay = { day: '', makeUp: checkInWords.chooseDay }

/** The missed days, one of which is made up for points. `close` when it wants to be gone, `changed` when one was. */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    calendar: { type: Object, value: noCalendar },
  },
  data: {
    words: checkInWords,
    /** The chosen one of them; the first at first. */
    chosen: noDay,
    busy: false,
    brought: '',
    problem: '',
  },
  observers: {
    visible(visible: boolean) {
      const [first] = (this.data.calendar as ShownCalendar).missed
      if (visible) this.setData({ busy: false, brought: '', problem: '', chosen: first ?? noDay })
    },
    /** After one is made up none is chosen: no other day slides under the thumb. */
    calendar({ missed }: ShownCalendar) {
      this.setData({ chosen: missed.find(({ day }) => day === this.data.chosen.day) ?? noDay })
    },
  },
  methods: {
    onClose() {
      if (!this.data.busy) this.triggerEvent('close')
    },
    onChoose({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { day: string }>) {
      const { missed } = this.data.calendar as ShownCalendar
      const chosen = missed.find(({ day }) => day === currentTarget.dataset.day)
      if (chosen && !this.data.busy) this.setData({ chosen, problem: '' })
    },
    async onMakeUp() {
      if (this.data.busy || this.data.chosen.day === '') return
      const { makeUpPoints, pointsName } = this.data.calendar as ShownCalendar
      this.setData({ busy: true, brought: '', problem: '' })
      const { day } = this.data.chosen
      const reply = await act('check-in', 'makeUp', { day, shownPoints: makeUpPoints }, { day })
      this.setData({ busy: false })
      if (reply.ok) this.setData({ chosen: noDay, brought: broughtLine(reply.value, pointsName) })
      else this.setData({ problem: explain(reply, Date.now(), pointsName) })
      if (reply.ok || reply.reason !== 'no-reply') this.triggerEvent('changed')
    },
  },
})
