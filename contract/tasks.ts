import * as z from 'zod'
import { feature } from './feature'
import { none } from './refusals'
import { refusalReason } from './submissions'
import { brand, businessDay, instant, points, slug } from './values'

/** What is to be done; each kind has its sentence in copy/tasks.ts, or it does not compile. */
const goal = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('visits'), days: z.int(), leastFen: z.int() }),
  z.object({ kind: z.literal('spending'), fen: z.int() }),
  z.object({ kind: z.literal('first-steps') }),
  z.object({ kind: z.literal('whole-profile') }),
  z.object({
    kind: z.literal('new-dish'),
    dishes: z.array(z.object({ name: z.string() })),
    least: z.int(),
    from: businessDay,
    until: businessDay,
  }),
  z.object({ kind: z.literal('photo'), asks: z.string() }),
  z.object({ kind: z.literal('table-visit') }),
])

const progress = z.object({ done: z.int(), of: z.int() })

/** 任务: what there is to do, and what it pays. */
export const tasksContract = feature({
  list: {
    caller: 'member',
    input: z.strictObject({}),
    output: z.object({
      brand,
      /** The business day it is. */
      today: businessDay,
      tasks: z.array(
        z.object({
          taskId: z.string(),
          name: z.string(),
          goal,
          period: z.enum(['day', 'week', 'month', 'once']),
          /** Which of its periods: a claim names it. */
          periodKey: z.string(),
          /** The last day that counts, and the last on which it can be claimed; null for what is done once. */
          lastDay: businessDay.nullable(),
          claimUntil: businessDay.nullable(),
          points,
          /** The name of the voucher it pays. */
          voucher: z.string().nullable(),
          progress,
          state: z.enum(['under-way', 'to-claim', 'waiting', 'claimed']),
          /** Above 1 after what it had been paid for was voided. */
          round: z.int(),
          /** Of a task that asks for a photo: which the next one is, and why the last one did not count. */
          photo: z
            .object({
              nth: z.int(),
              triesLeft: z.int(),
              refused: z.object({ reason: refusalReason, note: z.string() }).nullable(),
            })
            .nullable(),
        }),
      ),
      /** Meals to write about, latest first, what a review pays, and how many characters it has at least. */
      meals: z.array(
        z.object({
          billId: z.string(),
          storeName: z.string(),
          payableFen: z.int(),
          at: instant,
          until: instant,
        }),
      ),
      reviewing: z.object({ points, leastCharacters: z.int() }),
      badges: z.array(
        z.object({
          name: z.string(),
          fact: z.enum(['spent-fen', 'streak-days']),
          least: z.int(),
          done: z.int(),
          earned: z.boolean(),
        }),
      ),
    }),
    refusals: {},
  },
  claim: {
    caller: 'member',
    input: z.strictObject({
      taskId: slug,
      periodKey: z.string().regex(/^[a-z0-9-]{4,16}$/),
      round: z.int().min(1).max(100),
    }),
    output: z.object({
      name: z.string(),
      points,
      /** Names of the vouchers that came with it. */
      vouchers: z.array(z.string()),
      spendable: points,
    }),
    refusals: {
      'no-such-task': none,
      'task-over': none,
      'task-not-reached': progress,
      'already-claimed': none,
    },
  },
})
