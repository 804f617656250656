import * as z from 'zod'
import type { Account } from '../domain/account'
import type { Scan } from '../domain/attribution/scan'
import { noCheckIns } from '../domain/check-in/streak'
import { invariant } from '../domain/fault'
import { taskGoal } from '../domain/tasks/goals/catalogue'
import { noActivity } from '../domain/bill/activity'
import { noReviews } from '../domain/reviews/meals'
import { refusalReasons } from '../domain/submissions/submission'
import { noStanding } from '../domain/tiers/standing'
import type { Database, Stored, Transaction } from './database'
import { isConflict } from './database-errors'
import { expiry, lotKind } from './lot-document'

const whole = z.int()
const natural = z.int().nonnegative()
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const lot = z.strictObject({ kind: lotKind, expiry, remaining: z.int().positive() })

const movement = z.strictObject({
  verb: z.enum(['earn', 'redeem', 'expire', 'adjust', 'reverse']),
  points: whole,
  debt: whole,
  growth: whole,
  lots: z.array(z.strictObject({ kind: lotKind, expiry, points: whole })),
  shortfall: natural,
})

const paidOnce = {
  round: z.int().positive(),
  paid: z.strictObject({ movement, voucherId: z.string().nullable() }).nullable(),
  keptVoucherId: z.string().nullable(),
}

const verdict = z.discriminatedUnion('approved', [
  z.strictObject({ approved: z.literal(true) }),
  z.strictObject({ approved: z.literal(false), reason: z.enum(refusalReasons), note: z.string() }),
])

const fall = z.strictObject({ tierId: z.string(), on: day })
const step = z.strictObject({
  tierId: z.string(),
  reached: day,
  on: day,
  since: day,
  asked: z.strictObject({
    basis: z.enum(['points', 'spending', 'visits']),
    windowMonths: natural,
    from: natural,
  }),
  regained: fall.nullable(),
})

/** An account as it lies in the database. What does not fit is a fault: it is never guessed at, never repaired. */
const accountDocument = z.strictObject({
  _id: z.string(),
  profile: z.strictObject({
    name: z.string(),
    memberNumber: z.string(),
    maskedPhone: z.string().nullable(),
    sealedPhone: z.string().nullable(),
    joinedAt: whole,
    joinedThrough: z.strictObject({
      channel: z.string(),
      storeId: z.string().nullable(),
      // Those who joined before there were codes came by none.
      placementId: z.string().nullable().default(null),
      staffId: z.string().nullable().default(null),
    }),
    agreedPrivacyVersion: z.string(),
  }),
  points: z.strictObject({
    balance: natural,
    debt: natural,
    growth: natural,
    lots: z.array(lot),
    seq: natural,
    activeOn: z.string().nullable(),
  }),
  bills: z.strictObject({
    recent: z.array(z.strictObject({ billId: z.string(), amountFen: natural, at: whole })),
    count: natural,
  }),
  taken: z.record(z.string(), z.strictObject({ period: z.string(), count: natural })),
  // Accounts from before there were check-ins have none.
  checkIns: z
    .strictObject({
      streaks: z.array(
        z.strictObject({ from: day, to: day, wonAhead: z.record(z.string(), natural).default({}) }),
      ),
      longest: natural,
    })
    .default(noCheckIns),
  // Nor have those from before there were tasks.
  activity: z
    .strictObject({
      // Days from before there were tiers do not say how many bills they had, nor what those earned.
      days: z.array(
        z.strictObject({
          day,
          bills: natural.default(1),
          fen: natural,
          growth: natural.default(0),
          tried: z.array(z.string()).optional(),
        }),
      ),
      spentFen: natural,
      redemptions: natural,
    })
    .default(noActivity),
  claims: z
    .array(
      z.strictObject({
        taskId: z.string(),
        period: z.string(),
        from: day,
        to: day,
        goal: taskGoal,
        ...paidOnce,
      }),
    )
    .default([]),
  // Nor those from before there were photos.
  submissions: z
    .array(
      z.strictObject({
        taskId: z.string(),
        period: z.string(),
        from: day,
        to: day,
        nth: z.int().positive(),
        verdict: verdict.nullable(),
      }),
    )
    .default([]),
  // Nor those from before there were reviews.
  reviews: z
    .strictObject({
      open: z.array(
        z.strictObject({
          billId: z.string(),
          storeId: z.string(),
          payableFen: natural,
          at: whole,
          until: whole,
        }),
      ),
      written: z.array(z.strictObject({ billId: z.string(), at: whole, ...paidOnce })),
    })
    .default(noReviews),
  // Nor those from before there were tiers.
  standing: z
    .strictObject({
      steps: z.array(step),
      fell: fall.nullable(),
      manual: z.strictObject({ tierId: z.string(), over: z.string(), until: day }).nullable(),
      gifts: z.array(z.strictObject({ tierId: z.string(), period: z.string(), reached: day, ...paidOnce })),
      uses: z.record(z.string(), z.strictObject({ period: z.string(), count: natural, undone: natural })),
      taken: z.array(
        z.strictObject({
          entitlementId: z.string(),
          per: z.enum(['day', 'week', 'month', 'quarter', 'year', 'once']),
          period: z.string(),
          nth: natural,
          ...paidOnce,
        }),
      ),
    })
    .default(noStanding),
  // Nor those from before tables were scanned.
  scans: z.array(z.strictObject({ day, placementId: z.string() })).default([]),
  attribution: z
    .strictObject({ staffId: z.string(), fen: natural, leastSpentFen: natural, owed: z.boolean() })
    .nullable()
    .default(null),
})

export function accountFrom(stored: Stored): Account {
  const { _id, ...rest } = accountDocument.parse(stored)
  return { memberId: _id, ...rest }
}

/** The document of an account, without its id. */
export function accountDocumentOf({ memberId: _, ...document }: Account): object {
  return document
}

/** The member's account. A login that points to no account is a fault. */
export async function loadAccount(db: Database | Transaction, memberId: string): Promise<Account> {
  const stored = await db.get('accounts', memberId)
  invariant(stored !== null, `member ${memberId} has no account`)
  return accountFrom(stored)
}

/** Sets the scans and nothing else. False when a transaction held the account for too long. */
export function noteScans(db: Database, memberId: string, scans: readonly Scan[]): Promise<boolean> {
  return setIn(db, memberId, { scans: db.command.set(scans) })
}

/** Sets the name and nothing else. False when a transaction held the account for too long. */
export function renameMember(db: Database, memberId: string, name: string): Promise<boolean> {
  return setIn(db, memberId, { 'profile.name': name })
}

async function setIn(db: Database, memberId: string, what: object): Promise<boolean> {
  try {
    await db.update('accounts', { _id: memberId }, what)
    return true
  } catch (error) {
    if (isConflict(error)) return false
    throw error
  }
}
