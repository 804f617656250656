import type { Value } from '../../contract'
import {
  checkInFor,
  dayLabel,
  dayName,
  makeUpFor,
  makeUpShort,
  prizeAhead,
  streakLine,
  wouldBe,
  wouldBring,
} from '../copy/check-in'
import { monthAndDay } from '../copy/dates'
import { count, signed } from '../copy/money'

type Calendar = NonNullable<NonNullable<Value<'member', 'home'>['member']>['checkIn']>

/** The streak calendar as templates show it. */
export interface ShownCalendar {
  /** Empty while there is none. */
  today: string
  streak: string
  checkedInToday: boolean
  checkIn: string
  days: { day: string; name: string; coin: string; state: string; isMilestone: boolean; label: string }[]
  /** The next prize of the cycle, and in how many days; empty when none is ahead. */
  prize: string
  /** Worth most first. */
  missed: { day: string; name: string; wouldBe: string; wouldBring: string; makeUp: string; label: string }[]
  /** Why no day can be made up now; empty when one can. */
  short: string
  /** What a day costs. */
  makeUpPoints: number
  pointsName: string
}

export const noCalendar: ShownCalendar = {
  today: '',
  streak: '',
  checkedInToday: false,
  checkIn: '',
  days: [],
  prize: '',
  missed: [],
  short: '',
  makeUpPoints: 0,
  pointsName: '',
}

export function shownCalendar(
  calendar: Calendar | null,
  { spendable, pointsName }: { spendable: number; pointsName: string },
): ShownCalendar {
  if (calendar === null) return noCalendar
  const { today, streakDays, checkedInToday, cycle, missed, makeUpPrice } = calendar
  const coinOfToday = cycle.find(({ day }) => day === today)?.points ?? 0
  const missing = makeUpPrice - spendable
  return {
    today,
    streak: streakLine(streakDays),
    checkedInToday,
    checkIn: checkInFor(coinOfToday),
    days: cycle.map((each) => ({
      day: each.day,
      name: dayName(each),
      // A large figure has no room for its sign.
      coin: each.points < 1_000 ? signed(each.points) : count(each.points),
      state: each.state,
      isMilestone: each.isMilestone,
      label: dayLabel(each, pointsName),
    })),
    prize: prizeAhead(cycle),
    missed: [...missed]
      .sort((a, b) => b.streakDays - a.streakDays || (a.day < b.day ? 1 : -1))
      .map((each) => {
        const [name, streak, brings] = [monthAndDay(each.day), wouldBe(each), wouldBring(each, pointsName)]
        return {
          day: each.day,
          name,
          wouldBe: streak,
          wouldBring: brings,
          makeUp: makeUpFor(makeUpPrice, each.day, pointsName),
          label: [name, streak, brings].join('，'),
        }
      }),
    short: missing > 0 ? makeUpShort(missing, pointsName) : '',
    makeUpPoints: makeUpPrice,
    pointsName,
  }
}
