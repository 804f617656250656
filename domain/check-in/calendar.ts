import type { CheckInRules } from '../programme/check-in-rules'
import { addDays, type BusinessDay } from '../time/business-day'
import { withDay } from './grow'
import { placeInCycle, prizeOf, type DayPrize } from './prizes'
import { currentStreak, isCheckedIn, lengthOf, type CheckIns } from './streak'

/** One day of the cycle that today belongs to. */
export interface CalendarDay {
  day: BusinessDay
  state: 'checked-in' | 'today' | 'ahead'
  /** What the day pays, or has paid when the streak was never broken. */
  points: number
  isMilestone: boolean
  /** Templates of the vouchers it brings. */
  vouchers: string[]
}

/** The streak calendar (签到日历): the cycle around today, and how long the streak is. */
export interface Calendar {
  streakDays: number
  checkedInToday: boolean
  cycle: CalendarDay[]
}

/** Around the last day checked in, if that is past `now`: the cut-over was moved on, or two clocks differ at the turn. */
export function calendarOf(checkIns: CheckIns, rules: CheckInRules, now: BusinessDay): Calendar {
  const streak = currentStreak(checkIns, now)
  const today = streak !== null && streak.to > now ? streak.to : now
  const streakDays = streak === null ? 0 : lengthOf(streak)
  const checkedInToday = isCheckedIn(checkIns, today)
  const todayIs = checkedInToday ? streakDays : streakDays + 1
  const first = todayIs - placeInCycle(todayIs, rules) + 1
  const toCome = first + rules.cycleDays - 1 - streakDays
  const signed = Array.from({ length: streakDays - first + 1 }, (_, i) => prizeOf(first + i, rules))
  const prizes = [
    ...signed,
    ...prizesToCome(checkIns, rules, addDays(today, streakDays + 1 - todayIs), toCome),
  ]
  const cycle = prizes.map(({ points, milestonePoints, vouchers }, i): CalendarDay => {
    const nth = first + i
    const state = nth <= streakDays ? 'checked-in' : nth === todayIs ? 'today' : 'ahead'
    const isMilestone = milestonePoints > 0 || vouchers.length > 0
    return { day: addDays(today, nth - todayIs), state, points, isMilestone, vouchers }
  })
  return { streakDays, checkedInToday, cycle }
}

/** What the next days will pay, each signed in its turn from `next` on: a milestone that was won ahead pays nothing. */
function prizesToCome(checkIns: CheckIns, rules: CheckInRules, next: BusinessDay, count: number): DayPrize[] {
  const prizes: DayPrize[] = []
  let held = checkIns
  for (let day = next; prizes.length < count; day = addDays(day, 1)) {
    const { checkIns: grown, prize } = withDay(held, day, rules, day)
    prizes.push(prize)
    held = grown
  }
  return prizes
}
