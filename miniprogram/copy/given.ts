import { count, signed } from './money'
import { broughtVouchers } from './vouchers'

/** What something will give: `100 回味分和小菜券`. */
export const promised = (
  { points, voucher }: { points: number; voucher: string | null },
  pointsName: string,
): string =>
  [...(points > 0 ? [`${count(points)} ${pointsName}`] : []), ...(voucher === null ? [] : [voucher])].join(
    '和',
  )

/** What it has given: `+100 回味分，得到小菜券`. */
export const given = (
  { points, vouchers }: { points: number; vouchers: readonly string[] },
  pointsName: string,
): string =>
  [
    ...(points > 0 ? [`${signed(points)} ${pointsName}`] : []),
    ...(vouchers.length > 0 ? [broughtVouchers(vouchers)] : []),
  ].join('，')
