import * as z from 'zod'
import type { ActiveDay } from '../../bill/activity'
import { addDays } from '../../time/business-day'
import { periodBefore, periodOf, type Period } from '../../time/period'
import type { KeepingKind } from './keeping-kind'

const rule = z.strictObject({
  kind: z.literal('quarter-spending'),
  fen: z.int().min(1).max(99_999_999).default(50_000),
})

/** Requirement F67: so much in each calendar quarter, from the first whole one on; who fell has it back by the same. */
export const quarterSpending: KeepingKind<typeof rule> = {
  rule,
  keep({ fen }, { since, days }, _basis, today) {
    const now = periodOf('quarter', today)
    const before = periodBefore('quarter', now)
    const needs = {
      kind: 'spending' as const,
      done: Math.min(spentIn(days, now), fen),
      of: fen,
      from: now.from,
    }
    if (before !== null && since <= before.from && spentIn(days, before) < fen)
      return { through: before.to, needs }
    const done = spentIn(days, now) >= fen
    if (since <= now.from && !done) return { through: now.to, needs }
    const next = periodOf('quarter', addDays(now.to, 1))
    return { through: next.to, needs: { ...needs, done: 0, from: next.from } }
  },
  regains: ({ fen }, days, _fellOn, today) => spentIn(days, periodOf('quarter', today)) >= fen,
}

const spentIn = (days: readonly ActiveDay[], { from, to }: Period): number =>
  days.filter(({ day }) => from <= day && day <= to).reduce((sum, { fen }) => sum + fen, 0)
