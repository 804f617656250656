import * as z from 'zod'
import type { ActiveDay } from '../../bill/activity'
import { kindOf } from '../../kind-of'
import type { BusinessDay } from '../../time/business-day'
import { idle } from './idle'
import type { Basis, Held, Keep, KeepingKind } from './keeping-kind'
import { quarterSpending } from './quarter-spending'
import { rollingWindow } from './window'

/** Every rule there is for keeping a tier (保级规则): its file stands beside this one, its name in this list. */
const kinds = [rollingWindow, idle, quarterSpending] as const

type RulesOf<Kinds> = { -readonly [I in keyof Kinds]: Kinds[I] extends KeepingKind<infer R> ? R : never }

export const keeping = z.discriminatedUnion('kind', kinds.map(({ rule }) => rule) as RulesOf<typeof kinds>)
export type Keeping = z.output<typeof keeping>

/** How long a tier is kept, and what would keep it for longer. */
export function keepOf(rule: Keeping, held: Held, basis: Basis, today: BusinessDay): Keep {
  return ruleOf(rule).keep(rule, held, basis, today)
}

/** Whether the tier somebody fell from is theirs again, now that the growth is there. */
export function regains(
  rule: Keeping,
  days: readonly ActiveDay[],
  fellOn: BusinessDay,
  today: BusinessDay,
): boolean {
  return ruleOf(rule).regains(rule, days, fellOn, today)
}

const ruleOf = (rule: Keeping): KeepingKind<z.ZodObject> =>
  kindOf(kinds as readonly KeepingKind<z.ZodObject>[], (each) => each.rule, rule)
