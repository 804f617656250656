import * as z from 'zod'
import { addDays, addMonths } from '../../time/business-day'
import { countsThrough, growthOn } from '../growth'
import type { KeepingKind } from './keeping-kind'

const rule = z.strictObject({
  kind: z.literal('window'),
  /** Whoever has come to a tier, from below or from above, has it for so many months at the least. */
  leastMonths: z.int().min(1).max(12).default(3),
})

/**
 * The default (ruling P5): a tier lasts as long as the growth in the window is enough for it, by what it asked for when it
 * was reached if that is less than it asks for now. Growth of another basis or window cannot be compared: then by what is now.
 */
export const rollingWindow: KeepingKind<typeof rule> = {
  rule,
  keep({ leastMonths }, { tier, since, asked, days }, basis, today) {
    const comparable = asked.basis === basis.basis && asked.windowMonths === basis.windowMonths
    const of = comparable ? Math.min(asked.from, tier.from) : tier.from
    const least = addMonths(since, leastMonths)
    const enough = days
      .map(({ day }) => countsThrough(day, basis.windowMonths))
      .filter((on) => on >= today && growthOn(days, basis, on) >= of)
    const lasting = enough.at(-1) ?? addDays(today, -1)
    const through = lasting > least ? lasting : least
    const done = Math.min(growthOn(days, basis, addDays(through, 1)), of)
    return { through, needs: { kind: 'growth', done, of } }
  },
  regains: () => true,
}
