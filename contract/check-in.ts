import * as z from 'zod'
import { feature } from './feature'
import { none } from './refusals'
import { businessDay, points } from './values'

/** The streak calendar: the cycle around today, and the missed days that can be made up. */
export const checkInCalendar = z.object({
  today: businessDay,
  streakDays: z.int(),
  checkedInToday: z.boolean(),
  cycle: z.array(
    z.object({
      day: businessDay,
      state: z.enum(['checked-in', 'today', 'ahead']),
      points,
      isMilestone: z.boolean(),
      /** Names of the vouchers it brings. */
      vouchers: z.array(z.string()),
    }),
  ),
  /** Oldest first, each with what it brings and the days in a row it would be part of. */
  missed: z.array(z.object({ day: businessDay, points, streakDays: z.int(), vouchers: z.array(z.string()) })),
  makeUpPrice: points,
})

/** What a day has brought. */
const brought = z.object({
  points,
  /** The part of it that is for a milestone. */
  milestonePoints: points,
  /** Names of the vouchers that came with it. */
  vouchers: z.array(z.string()),
  streakDays: z.int(),
  spendable: points,
})

/** 签到. The calendar comes with the home screen, which is asked again after either. */
export const checkInContract = feature({
  /** Checks in on `day`, which is today: a request that arrives a day later is not one for the day after. */
  checkIn: {
    caller: 'member',
    input: z.strictObject({ day: businessDay }),
    output: brought,
    refusals: { 'check-in-closed': none, 'already-checked-in': none, 'not-today': none },
  },
  /** Makes up a missed day, for points: no more than `shownPoints`, the price the diner saw. */
  makeUp: {
    caller: 'member',
    input: z.strictObject({ day: businessDay, shownPoints: points.optional() }),
    output: brought.extend({ pricePoints: points }),
    refusals: {
      'check-in-closed': none,
      'not-a-missed-day': z.object({
        why: z.enum(['today-or-later', 'checked-in', 'too-long-ago', 'before-joining']),
      }),
      'dearer-now': z.object({ pricePoints: points }),
      'not-enough-points': z.object({ spendable: points, needed: points }),
    },
  },
})
