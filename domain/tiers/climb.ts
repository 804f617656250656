import type { ActiveDay } from '../bill/activity'
import type { Tier, TierRules } from '../programme/tier-rules'
import type { BusinessDay } from '../time/business-day'
import { growthOn } from './growth'
import { regains } from './keeping/catalogue'
import { rankOf, tierByRule, type Asked, type Standing, type Step } from './standing'

/** The highest tier whose growth is there. */
export function tierFor(growth: number, { list }: Pick<TierRules, 'list'>): Tier | null {
  return list.filter(({ from }) => from <= growth).at(-1) ?? null
}

const enough = (days: readonly ActiveDay[], asked: Asked, on: BusinessDay): boolean =>
  growthOn(days, asked, on) >= asked.from

/** When it is, and on which business day the bill counts. */
interface When {
  today: BusinessDay
  billDay: BusinessDay
}

/**
 * Raises a member to the highest tier their growth is enough for (升级), through several at once where it is
 * (requirement F64): after every bill. Never lowers. What a correction brings is reached on the day of the bill it corrects.
 */
export function climb(
  standing: Standing,
  days: readonly ActiveDay[],
  rules: TierRules,
  { today, billDay }: When,
): Standing {
  const now = tierByRule(standing, rules)
  const target = tierFor(growthOn(days, rules, today), rules)
  if (now === null || target === null) return standing
  const { fell } = standing
  // A tier that was lost is closed, and what is above it, until the rule for keeping says otherwise.
  const open = fell === null || regains(rules.keeping, days, fell.on, today)
  const closed = open ? -1 : rankOf(rules, fell.tierId)
  const last = closed < 0 ? rankOf(rules, target.id) : Math.min(closed - 1, rankOf(rules, target.id))
  const reached = rules.list.slice(rankOf(rules, now.id) + 1, last + 1)
  const top = reached.at(-1)
  if (top === undefined) return standing
  const regained = fell !== null && rankOf(rules, top.id) >= rankOf(rules, fell.tierId) ? fell : null
  const steps = reached.map((tier): Step => {
    const asked = { basis: rules.basis, windowMonths: rules.windowMonths, from: tier.from }
    const on = enough(days, asked, billDay) ? billDay : today
    return { tierId: tier.id, reached: on, on, since: on, asked, regained }
  })
  return { ...standing, steps: [...standing.steps, ...steps], fell: regained === null ? fell : null }
}

/**
 * The standing without what a voided bill was the reason for (requirement F65: no tier by a bill that was taken back). A step
 * is judged by what it had asked for: with the bill its growth was there; without, it was there on the same day, or on a later
 * one, which is its day from now on, or it is lost. A tier that was regained by a visit is lost with that visit, and fallen
 * from again. What nobody remembers any more is not judged. `before` and `after` are the days with the bill and without.
 */
export function withoutTheBill(
  standing: Standing,
  { before, after }: { before: readonly ActiveDay[]; after: readonly ActiveDay[] },
  rules: TierRules,
  { today, billDay }: When,
): Standing {
  const isLost = ({ regained, on }: Step): boolean =>
    regained !== null &&
    billDay >= regained.on &&
    regains(rules.keeping, before, regained.on, on) &&
    !regains(rules.keeping, after, regained.on, on)
  let { fell } = standing
  const steps = standing.steps.flatMap((step): Step[] => {
    if (isLost(step)) {
      fell = step.regained
      return []
    }
    const { asked, on } = step
    if (billDay > on || !enough(before, asked, on) || enough(after, asked, on)) return [step]
    const later = firstEnough(after, asked, on, today)
    return later === null ? [] : [{ ...step, on: later }]
  })
  return { ...standing, steps, fell }
}

/** The first day after `on` on which the growth is there; it can only come with a bill. */
function firstEnough(
  days: readonly ActiveDay[],
  asked: Asked,
  on: BusinessDay,
  today: BusinessDay,
): BusinessDay | null {
  return days.find(({ day }) => day > on && day <= today && enough(days, asked, day))?.day ?? null
}
