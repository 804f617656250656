import * as z from 'zod'
import { accept, refuse } from '../../decision'
import { thresholdFen } from './fen'
import type { VoucherKind } from './kind'

const terms = z.strictObject({
  kind: z.literal('named-item'),
  itemName: z.string().min(1).max(30),
  thresholdFen,
})

/**
 * 菜品券: one of a dish for nothing. A bill that lists its dishes must have it, and loses the price of one, the dearest
 * where its lines differ. A bill keyed as a bare amount is for everything else: the dish is brought beside it.
 */
export const namedItem: VoucherKind<typeof terms> = {
  terms,
  worth({ itemName }, { items, amountFen }) {
    if (items.length === 0) return accept({ offFen: 0, brings: itemName })
    const prices = items
      .filter(({ name }) => name === itemName)
      .map(({ amountFen, quantity }) => Math.floor(amountFen / quantity))
    if (prices.length === 0) return refuse('item-not-in-bill', { itemName })
    return accept({ offFen: Math.min(Math.max(...prices), amountFen), brings: null })
  },
}
