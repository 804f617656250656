import { act } from '../../cloud/act'
import { broughtLine, checkInWords } from '../../copy/check-in'
import { explain } from '../../copy/refusals'
import { noCalendar, type ShownCalendar } from '../../screen/calendar'

/**
 * The streak calendar: one tap checks in. `changed` when the account is not what it was, `makeUp` when a missed day is to
 * be made up.
 */
Component({
  properties: {
    calendar: { type: Object, value: noCalendar },
  },
  data: {
    words: checkInWords,
    busy: false,
    /** The day that was checked in here, until the calendar says so: a second tap would ask for another act. */
    doneOn: '',
    /** What the last check-in has brought; empty before it. */
    brought: '',
    problem: '',
  },
  pageLifetimes: {
    hide() {
      this.setData({ brought: '', problem: '' })
    },
  },
  methods: {
    async onCheckIn() {
      const { today, pointsName } = this.data.calendar as ShownCalendar
      if (this.data.busy || this.data.doneOn === today) return
      this.setData({ busy: true, problem: '' })
      const reply = await act('check-in', 'checkIn', { day: today })
      this.setData({ busy: false })
      if (reply.ok) {
        wx.vibrateShort({ type: 'light', fail: () => undefined })
        this.setData({ doneOn: today, brought: broughtLine(reply.value, pointsName) })
      } else {
        this.setData({ problem: explain(reply, Date.now(), pointsName) })
      }
      if (reply.ok || reply.reason !== 'no-reply') this.triggerEvent('changed')
    },
    onMakeUp() {
      this.triggerEvent('makeUp')
    },
  },
})
