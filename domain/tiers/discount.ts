import type { BillItem } from '../bill/bill'
import type { Tier, TierRules } from '../programme/tier-rules'

const WHOLE = 10_000

/**
 * What a tier takes off a bill (等级折扣, requirement F62), in fen, before any voucher and rounded down: of the whole amount
 * where the bill lists no dishes, else of those dishes the programme does not leave out, and never of more than the amount.
 */
export function tierDiscountFen(
  { discountBasisPoints }: Tier,
  { amountFen, items }: { amountFen: number; items: readonly BillItem[] },
  { notDiscounted }: TierRules,
): number {
  const eligible = items
    .filter(({ name }) => !notDiscounted.includes(name))
    .reduce((sum, item) => sum + item.amountFen, 0)
  const fen = items.length === 0 ? amountFen : Math.min(eligible, amountFen)
  return partOf(fen, discountBasisPoints)
}

/** The dishes of a bill at what they cost with the tier's discount: a voucher for one of them takes no more off. */
export function itemsAfterDiscount(
  { discountBasisPoints }: Tier,
  items: readonly BillItem[],
  { notDiscounted }: TierRules,
): BillItem[] {
  return items.map((item) =>
    notDiscounted.includes(item.name)
      ? item
      : { ...item, amountFen: item.amountFen - partOf(item.amountFen, discountBasisPoints) },
  )
}

const partOf = (fen: number, basisPoints: number): number => Math.floor((fen * basisPoints) / WHOLE)
