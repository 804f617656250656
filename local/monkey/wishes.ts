import { codeWords } from '../../miniprogram/copy/code'
import { counterWords, keyLabels } from '../../miniprogram/copy/counter'
import { homeWords } from '../../miniprogram/copy/home'
import { joinWords } from '../../miniprogram/copy/join'
import type { Target } from './glance'

/** How much a finger wants to what it knows by name; what leads to bills, redemptions and their ends, above all. */
const WISHES: [RegExp, number][] = [
  // A code in the camera's sight, and its way out.
  [/^对准/, 12],
  [new RegExp(`^(${[...'0123456789', ...Object.values(keyLabels)].join('|')})$`), 0.35],
  [new RegExp(`^${counterWords.settle} ¥`), 2.5],
  [new RegExp(`^(${counterWords.scan}|${counterWords.next})$`), 4],
  [new RegExp(`^(${joinWords.agree}|${joinWords.withPhone}|${homeWords.join}|允许|同意)$`), 4],
  [/^用 .+兑换$/, 8],
  [new RegExp(`^(${codeWords.yourCode}|${homeWords.showCode}|${codeWords.showAgain}|${codeWords.done})$`), 3],
  [/^待领取|待领取$/, 4],
  [/^(更多|关闭小程序)$/, 0.15],
  [/^(返回|回到首页)$/, 0.4],
]

/** A known thing's weight; 1 for all others, little for what says it is off. */
export function wishFor({ name, disabled }: Target): number {
  const known = WISHES.find(([what]) => what.test(name))
  return (known?.[1] ?? 1) * (disabled ? 0.1 : 1)
}
