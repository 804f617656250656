import type { Value } from '../../../../contract'
import { act } from '../../../cloud/act'
import { explain } from '../../../copy/refusals'
import { daysLater } from '../../../copy/dates'
import { givenLine, setDoneLine, tierWords, wordLasts, WORD_DAYS } from '../../../copy/tiers'
import { shownEntitlements, type ShownEntitlement } from '../../../screen/tiers'
import { signalDone, signalRefused } from '../../signal'

type AtTill = Value<'counter', 'setTier'>
type ToGive = NonNullable<AtTill['tiersToGive']>

/**
 * What the tier of the one at the till entitles to, and for those who may, the tier itself: `given` with what has become
 * of them, `close` when it wants to be gone.
 */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    storeId: { type: String, value: '' },
    ticket: { type: String, value: '' },
    entitlements: { type: Array, value: [] as AtTill['entitlements'] },
    toGive: { type: Object, value: null as unknown as object },
  },
  data: {
    words: tierWords,
    shown: [] as ShownEntitlement[],
    lasts: WORD_DAYS.map((days) => ({ days, label: wordLasts(days) })),
    /** Asked for once: the next tap gives it. */
    asked: '',
    giving: '',
    done: '',
    problem: '',
    /** The manager's form. */
    setting: false,
    newTierId: '',
    days: 30,
    reason: '',
  },
  observers: {
    visible(visible: boolean) {
      if (visible)
        this.setData({ asked: '', done: '', problem: '', setting: false, reason: '', newTierId: '' })
    },
    entitlements(entitlements: AtTill['entitlements']) {
      this.setData({ shown: shownEntitlements({ entitlements }) })
    },
  },
  methods: {
    async onGive({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
      const one = this.data.shown.find(({ id }) => id === currentTarget.dataset.id)
      if (!one || this.data.giving !== '') return
      if (this.data.asked !== one.id) return this.setData({ asked: one.id, done: '', problem: '' })
      this.setData({ giving: one.id, done: '', problem: '' })
      const { storeId, ticket } = this.data
      const reply = await act('counter', 'giveEntitlement', { storeId, ticket, use: one.take })
      this.setData({ giving: '', asked: '' })
      if (!reply.ok) {
        if ('entitlements' in reply.details) this.triggerEvent('given', reply.details)
        return this.refused(explain(reply, Date.now()))
      }
      signalDone()
      this.setData({ done: givenLine(reply.value) })
      this.triggerEvent('given', { entitlements: reply.value.entitlements })
    },
    onSetting() {
      this.setData({ setting: !this.data.setting, problem: '', done: '' })
    },
    onTier({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
      this.setData({ newTierId: currentTarget.dataset.id, problem: '' })
    },
    onLasts({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { days: number }>) {
      this.setData({ days: currentTarget.dataset.days, problem: '' })
    },
    onReason({ detail }: WechatMiniprogram.Input) {
      this.setData({ reason: detail.value })
    },
    onSet() {
      const { newTierId, days, toGive } = this.data
      if (newTierId === '') return this.setData({ problem: tierWords.pickFirst })
      void this.set({ tierId: newTierId, until: daysLater((toGive as ToGive).today, days) })
    },
    onTakeBack() {
      void this.set(null)
    },
    async set(named: { tierId: string; until: string } | null) {
      const reason = this.data.reason.trim()
      if (this.data.giving !== '') return
      if (reason === '') return this.setData({ problem: tierWords.reasonMissing })
      this.setData({ giving: named === null ? 'back' : 'tier', problem: '', done: '' })
      const { storeId, ticket } = this.data
      const reply = await act('counter', 'setTier', { storeId, ticket, named, reason })
      this.setData({ giving: '' })
      if (!reply.ok) return this.refused(explain(reply, Date.now()))
      signalDone()
      const { tier, tiersToGive } = reply.value
      this.setData({ setting: false, done: setDoneLine(tier?.name ?? '', tiersToGive?.until ?? null) })
      this.triggerEvent('given', reply.value)
    },
    refused(problem: string) {
      signalRefused()
      this.setData({ problem })
    },
    onClose() {
      if (this.data.giving === '') this.triggerEvent('close')
    },
  },
})
