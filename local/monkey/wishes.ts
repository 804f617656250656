import { codeWords } from '../../miniprogram/copy/code'
import { counterWords, keyLabels } from '../../miniprogram/copy/counter'
import { historyWords } from '../../miniprogram/copy/history'
import { homeWords } from '../../miniprogram/copy/home'
import { joinWords } from '../../miniprogram/copy/join'
import { meWords } from '../../miniprogram/copy/me'
import { redemptionWords } from '../../miniprogram/copy/rewards'
import { tierWords } from '../../miniprogram/copy/tiers'
import { voucherWords } from '../../miniprogram/copy/vouchers'
import { ALBUM } from '../preview/album'
import type { Target } from './glance'

/** How much a finger wants to what it knows by name; what leads to bills, redemptions and their ends, above all. */
const WISHES: [RegExp, number][] = [
  // A code in the camera's sight.
  [/^对准/, 8],
  [/^用 .+兑换$/, 5],
  // What waits to be taken, and what a tier gives at the till.
  [new RegExp(`^(${tierWords.giveNow}|${tierWords.give}) `), 6],
  [new RegExp(`^${tierWords.take}`), 4],
  [/权益 \d+ 项$/, 4],
  [called(tierWords.setTier, tierWords.reason, tierWords.confirmSet), 4],
  [new RegExp(`^(${voucherWords.show}|${counterWords.useVoucher})`), 3],
  [called(counterWords.scan, counterWords.next, counterWords.undo, meWords.counter), 2],
  [called(joinWords.agree, joinWords.withPhone, homeWords.join, '允许', '同意'), 2],
  // With four of them to one way out, the sheet is closed now and then.
  [called(...ALBUM), 1.5],
  [called(codeWords.yourCode, homeWords.showCode, codeWords.showAgain, codeWords.done), 1.5],
  [called(meWords.editName, meWords.save, historyWords.more, redemptionWords.waiting), 1.5],
  [new RegExp(`^${counterWords.settle} ¥`), 1.5],
  // A keypad has a dozen of them.
  [called(...'0123456789', ...Object.values(keyLabels)), 0.3],
  [called('返回', '回到首页'), 0.2],
  [called('更多', '关闭小程序'), 0.1],
]

function called(...names: string[]): RegExp {
  return new RegExp(`^(${names.join('|')})$`)
}

/** A known thing's weight; 1 for all others, little for what says it is off. */
export function wishFor({ name, disabled }: Target): number {
  const known = WISHES.find(([what]) => what.test(name))
  return (known?.[1] ?? 1) * (disabled ? 0.1 : 1)
}
