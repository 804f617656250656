import { act } from '../../cloud/act'
import { broughtLine, checkInWords } from '../../copy/check-in'
import { explain } from '../../copy/refusals'
import { noCalendar, type ShownCalendar } from '../../screen/calendar'

/** The missed days, one of which is made up for points. `close` when it wants to be gone, `changed` when one was. */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    calendar: { type: Object, value: noCalendar },
  },
  data: {
    words: checkInWords,
    /** The chosen one of them; the first at first. */
    chosen: { day: '', makeUp: '' },
    busy: false,
    brought: '',
    problem: '',
  },
  observers: {
    visible(visible: boolean) {
      if (visible) this.setData({ busy: false, brought: '', problem: '' })
    },
    'visible, calendar'() {
      const { missed } = this.data.calendar as ShownCalendar
      const chosen = missed.find(({ day }) => day === this.data.chosen.day) ?? missed[0]
      this.setData({ chosen: chosen ?? { day: '', makeUp: '' } })
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
      const { pointsName } = this.data.calendar as ShownCalendar
      this.setData({ busy: true, brought: '', problem: '' })
      const reply = await act('check-in', 'makeUp', { day: this.data.chosen.day })
      this.setData({ busy: false })
      if (reply.ok) this.setData({ brought: broughtLine(reply.value, pointsName) })
      else this.setData({ problem: explain(reply, Date.now(), pointsName) })
      if (reply.ok || reply.reason !== 'no-reply') this.triggerEvent('changed')
    },
  },
})
