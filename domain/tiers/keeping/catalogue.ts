import * as z from 'zod'
import type { ActiveDay } from '../../bill/activity'
import { invariant } from '../../fault'
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
  return kindOf(rule).keep(rule, held, basis, today)
}

/** Whether the tier somebody fell from is theirs again, now that the growth is there. */
export function regains(
  rule: Keeping,
  days: readonly ActiveDay[],
  fellOn: BusinessDay,
  today: BusinessDay,
): boolean {
  return kindOf(rule).regains(rule, days, fellOn, today)
}

function kindOf(rule: Keeping): KeepingKind<z.ZodObject> {
  const kind = (kinds as readonly KeepingKind<z.ZodObject>[]).find(
    (each) => each.rule.shape.kind.safeParse(rule.kind).success,
  )
  invariant(kind !== undefined, `no rule for keeping a tier: ${rule.kind}`)
  return kind
}
