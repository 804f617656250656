import type { Value } from '../../contract'
import type { DemoPhone } from './phone'

const riverside = { storeId: 'riverside' }

/**
 * A diner shows the code, and the riverside till settles a bill, perhaps with a voucher that takes off so much. The same
 * amount a moment ago is no question.
 */
export async function settlesBill(
  diner: DemoPhone,
  till: DemoPhone,
  amountFen: number,
  used?: { voucherId: string; offFen: number },
): Promise<Value<'counter', 'settle'>> {
  const { code } = await diner.must('member', 'showCode', {})
  const { ticket, tier } = await till.must('counter', 'identify', { ...riverside, shown: { code } })
  const payableFen = tier?.discounts
    ? (await till.must('counter', 'vouchers', { ...riverside, ticket, amountFen })).payableFen
    : amountFen
  const bill = { ...riverside, ticket, amountFen, payableFen, confirmedSameAmount: true }
  if (!used) return till.must('counter', 'settle', bill)
  const voucher = { voucherId: used.voucherId, payableFen: payableFen - used.offFen }
  return till.must('counter', 'settle', { ...bill, voucher })
}
