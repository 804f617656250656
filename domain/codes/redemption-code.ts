import { accept, type Decision } from '../decision'
import { openCode, sealCode, type Seal, type UnreadableCode } from './sealed-code'

/** 兑换码: the seal over the redemption's id. Whether it is used or expired stands in the redemption itself. */
export function writeRedemptionCode(redemptionId: string, restaurantId: string, seal: Seal): string {
  return sealCode('R', restaurantId, [redemptionId], seal)
}

export function readRedemptionCode(
  text: string,
  restaurantId: string,
  seal: Seal,
): Decision<string, UnreadableCode> {
  const opened = openCode(text, 'R', restaurantId, 1, seal)
  return opened.ok ? accept(opened.value[0] ?? '') : opened
}
