import type { Input } from '../../../../contract'
import { counterWords } from '../../../copy/counter'
import { voidReasons } from '../../../copy/ledger'
import { voidBill } from '../../take-back'

type Reason = Input<'counter', 'void'>['reason']

const reasons = Object.entries(voidReasons).map(([reason, text]) => ({ reason, text }))

/** Asks why a bill is void, and voids it: `voided` with what it did, `close` when nothing shall happen. */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    storeId: { type: String, value: '' },
    billId: { type: String, value: '' },
    pointsName: { type: String, value: '' },
  },
  data: { words: counterWords, reasons, busy: '' as '' | Reason, problem: '' },
  observers: {
    visible(visible: boolean) {
      if (visible) this.setData({ busy: '', problem: '' })
    },
  },
  methods: {
    async onReason({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { reason: Reason }>) {
      if (this.data.busy) return
      const { reason } = currentTarget.dataset
      this.setData({ busy: reason, problem: '' })
      const { storeId, billId, pointsName } = this.data
      const taken = await voidBill(storeId, billId, reason, pointsName)
      this.setData({ busy: '' })
      if (taken.done) this.triggerEvent('voided', { message: taken.message })
      else this.setData({ problem: taken.message })
    },
    onClose() {
      if (!this.data.busy) this.triggerEvent('close')
    },
  },
})
