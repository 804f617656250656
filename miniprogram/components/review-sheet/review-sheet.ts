import { act } from '../../cloud/act'
import { explain } from '../../copy/refusals'
import { missingLine, reviewWords, starLabel, starNames, thanks } from '../../copy/reviews'
import { noMeal, type ShownMeal } from '../../screen/meals'

const stars = starNames.map((_name, i) => ({ count: i + 1, label: starLabel(i + 1) }))

/** What is being written in each sheet, and about which meal: a sheet that is put away keeps it. */
const written = new WeakMap<object, { billId: string; text: string }>()

/** Writes about a meal. `written` with the thanks, `refused` when the meals are to be looked at anew, `close` to be gone. */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    meal: { type: Object, value: noMeal },
    pointsName: { type: String, value: '' },
    /** So many characters at least. */
    least: { type: Number, value: 1 },
  },
  data: {
    words: reviewWords,
    stars,
    rating: 0,
    /** What so many stars mean. */
    meaning: reviewWords.chooseStars,
    /** What the field begins with. What is typed is not written back: that makes letters jump. */
    text: '',
    missing: '',
    busy: false,
    problem: '',
  },
  observers: {
    // Observers are called whenever a field is set, also to what it was.
    'meal.billId'(billId: string) {
      if (billId === written.get(this)?.billId) return
      written.set(this, { billId, text: '' })
      this.setData({ rating: 0, meaning: reviewWords.chooseStars, text: '', missing: '', problem: '' })
    },
    visible(visible: boolean) {
      if (visible) this.setData({ busy: false, problem: '', text: written.get(this)?.text ?? '' })
    },
  },
  methods: {
    onClose() {
      if (!this.data.busy) this.triggerEvent('close')
    },
    onStar({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { count: number }>) {
      const rating = currentTarget.dataset.count
      if (!this.data.busy) this.setData({ rating, meaning: starNames[rating - 1] ?? '', problem: '' })
    },
    onText({ detail }: WechatMiniprogram.Input) {
      const text = detail.value
      written.set(this, { billId: (this.data.meal as ShownMeal).billId, text })
      const missing = text === '' ? '' : missingLine(charactersOf(text), this.data.least)
      if (missing !== this.data.missing) this.setData({ missing })
    },
    async onSend() {
      const { rating, least, busy, meal } = this.data
      const text = written.get(this)?.text ?? ''
      if (busy) return
      if (rating === 0) return this.setData({ problem: reviewWords.chooseStars })
      const missing = missingLine(charactersOf(text), least)
      if (missing !== '') return this.setData({ missing, problem: missing })
      this.setData({ busy: true, problem: '' })
      const { billId } = meal as ShownMeal
      const reply = await act('reviews', 'write', { billId, rating, text: text.trim() })
      this.setData({ busy: false })
      if (reply.ok) this.triggerEvent('written', { thanks: thanks(reply.value, this.data.pointsName) })
      else this.setData({ problem: explain(reply, Date.now(), this.data.pointsName) })
      if (!reply.ok && reply.reason !== 'no-reply') this.triggerEvent('refused')
    },
  },
})

/** Nearly as the rule counts them, which has the last word. */
const charactersOf = (text: string): number => [...text.replace(/\s/g, '')].length
