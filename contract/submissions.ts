import * as z from 'zod'
import { feature } from './feature'
import { none } from './refusals'
import { brand, instant, points, seenByStaff, shortText, slug } from './values'

/** A file in the place for photos, under a name nobody guesses: whoever knows it has uploaded it, or was shown it. */
const photo = z.string().regex(/^cloud:\/\/[^/\s]{1,128}\/task-photos\/[a-z0-9]{32}\.[a-z]{3,4}$/)
const submissionId = z.string().regex(/^[a-z0-9]{8,40}$/)

/** Why a photo does not count; each has its sentence in copy/submissions.ts, or it does not compile. */
export const refusalReason = z.enum(['not-the-task', 'not-to-be-seen', 'not-ours', 'not-fit'])

/** 照片审核: photos that members hand in for a task, and what a colleague says to them. */
export const submissionsContract = feature({
  submit: {
    caller: 'member',
    input: z.strictObject({
      taskId: slug,
      periodKey: z.string().regex(/^[a-z0-9-]{4,16}$/),
      /** The next of its period, as the list says. */
      nth: z.int().min(1).max(100),
      photo,
    }),
    output: z.object({ name: z.string() }),
    refusals: {
      'no-such-task': none,
      'task-over': none,
      'already-claimed': none,
      /** Facts say whether this task is done. */
      'no-photo-asked': none,
      /** One is with a colleague. */
      'photo-waits': none,
      /** The phone shows what was. */
      'photo-not-next': none,
      'tried-too-often': z.object({ most: z.int() }),
    },
  },
  /** Photos that wait for a word, those that wait longest first. */
  waiting: {
    caller: 'staff',
    input: z.strictObject({ storeId: slug, after: z.string().max(80).optional() }),
    output: z.object({
      brand,
      submissions: z.array(
        z.object({
          submissionId,
          member: seenByStaff,
          taskName: z.string(),
          /** What is to be seen on it. */
          asks: z.string(),
          nth: z.int(),
          at: instant,
          /** A link that opens for a while; null when the file is not there. */
          photoUrl: z.string().nullable(),
        }),
      ),
      /** For the page after this one; null when this is the last. */
      nextAfter: z.string().nullable(),
      /** Tasks that break a rule of the platform, for whoever may answer for that; null for the others. */
      risky: z
        .array(
          z.object({
            taskId: z.string(),
            name: z.string(),
            risk: z.enum(['reward-for-sharing']),
            /** Since when it is on; null while it is off. */
            onSince: instant.nullable(),
          }),
        )
        .nullable(),
    }),
    refusals: {},
  },
  /** Lets a photo count, which pays at once, or says why not. */
  decide: {
    caller: 'staff',
    input: z.strictObject({
      storeId: slug,
      submissionId,
      verdict: z.discriminatedUnion('approved', [
        z.strictObject({ approved: z.literal(true) }),
        z.strictObject({
          approved: z.literal(false),
          reason: refusalReason,
          note: shortText(60).default(''),
        }),
      ]),
    }),
    output: z.object({
      taskName: z.string(),
      member: seenByStaff,
      approved: z.boolean(),
      points,
      vouchers: z.array(z.string()),
    }),
    refusals: {
      'no-such-submission': none,
      'already-decided': none,
      /** Nobody decides about a photo of their own. */
      'own-photo': none,
      'no-such-task': none,
    },
  },
  /** Turns a task on that breaks a rule of the platform, by whoever answers for it, or off again. */
  turn: {
    caller: 'staff',
    input: z.strictObject({ storeId: slug, taskId: slug, on: z.boolean() }),
    output: z.object({ taskId: z.string(), onSince: instant.nullable() }),
    refusals: { 'no-such-task': none },
  },
})
