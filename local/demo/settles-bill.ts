import type { Value } from '../../contract'
import type { DemoPhone } from './phone'

const riverside = { storeId: 'riverside' }

/** A diner shows the code, and the riverside till settles a bill. The same amount a moment ago is no question. */
export async function settlesBill(
  diner: DemoPhone,
  till: DemoPhone,
  amountFen: number,
): Promise<Value<'counter', 'settle'>> {
  const { code } = await diner.must('member', 'showCode', {})
  const { ticket } = await till.must('counter', 'identify', { ...riverside, shown: { code } })
  return till.must('counter', 'settle', { ...riverside, ticket, amountFen, confirmedSameAmount: true })
}
