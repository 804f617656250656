import type { Input } from '../../contract'
import type { DemoPhone } from './phone'

/** The next use of an entitlement, as the member's own list names it. */
export async function nextUse(
  diner: Pick<DemoPhone, 'must'>,
  entitlementId: string,
): Promise<Input<'tiers', 'takeVoucher'>> {
  const { entitlements } = await diner.must('tiers', 'mine', {})
  const one = entitlements.find((each) => each.entitlementId === entitlementId)
  if (!one) throw new Error(`no entitlement ${entitlementId}`)
  return { entitlementId, period: one.period, nth: one.nth }
}
