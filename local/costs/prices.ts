import { oneOf, perMbMs, yuan, type Atoms } from './money'
import file from './prices.json'

/** The one place where prices come from, as amounts to reckon with. */
export const prices = {
  ...file,
  planPerMonth: yuan(file.plan.yuanPerMonth),
  perCall: oneOf(yuan(file.overage.yuanPer10000Calls), 10_000n) satisfies Atoms,
  perVerifiedPhone: yuan(file.phoneNumber.yuanPerVerification) satisfies Atoms,
  perMbMs: perMbMs(yuan(file.overage.yuanPerGbSecond)) satisfies Atoms,
}
