import { counterWords } from '../../../copy/counter'
import type { Offer } from '../../voucher-quotes'

/** The vouchers of the one at the till: `choose` with the one to use, empty for none; `close` when it wants to be gone. */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    offers: { type: Array, value: [] as Offer[] },
    asking: { type: Boolean, value: false },
    problem: { type: String, value: '' },
    chosenId: { type: String, value: '' },
  },
  data: { words: counterWords },
  methods: {
    onChoose({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
      const { id } = currentTarget.dataset
      const offer = (this.data.offers as Offer[]).find(({ voucherId }) => voucherId === id)
      if (id === '' || offer?.usable) this.triggerEvent('choose', { voucherId: id })
    },
    onClose() {
      this.triggerEvent('close')
    },
  },
})
