import * as z from 'zod'
import { checkInRules } from './check-in-rules'
import { expiryPolicy, livesAtLeastSixMonths } from './expiry-policy'
import { reviewRules } from './review-rules'
import { reward } from './reward'
import { slug } from './slug'
import { badge, usualBadges } from './badge'
import { attributionRules } from './placement'
import { taskRules } from './task-rules'
import { givesOf } from '../tiers/entitlements/catalogue'
import { tierRules, type TierRules } from './tier-rules'
import { voucherRules } from './voucher-template'

const store = z.strictObject({ id: slug, name: z.string().min(1).max(30) })

/** Requirement F1: ¥1 earns 1 point by default; basis is the paid amount in fen, one rounding rule. */
const earning = z.strictObject({
  points: z.int().min(0).max(1000).default(1),
  perFen: z.int().min(1).max(1_000_000).default(100),
  rounding: z.enum(['down', 'nearest', 'up']).default('down'),
  expiry: expiryPolicy
    .default({ kind: 'rolling-months', months: 6 })
    .refine(livesAtLeastSixMonths, { message: 'points from purchases live at least six months' }),
})

/** Requirement F39: 50 points once per WeChat identity and once per phone. */
const joining = z.strictObject({
  giftPoints: z.int().min(0).max(100_000).default(50),
  expiry: expiryPolicy.default({ kind: 'rolling-months', months: 6 }),
})

const counter = z.strictObject({
  /** How long an identified member's ticket may be settled with. */
  ticketMinutes: z.int().min(1).max(240).default(30),
  /** Within this time a second bill of the same amount for the same member asks for confirmation. */
  sameAmountMinutes: z.int().min(0).max(60).default(5),
  /** A cashier may void this long after settling; a manager always. */
  cashierVoidHours: z.int().min(0).max(720).default(24),
  /** A fulfilled code may be undone this long. */
  undoMinutes: z.int().min(1).max(60).default(5),
})

const clawback = z.strictObject({
  /** What happens when points to be taken back are already spent (requirement N1). */
  policy: z.enum(['take-what-is-left', 'debt', 'refuse']).default('debt'),
})

/**
 * Every number of the restaurant's programme (会员计划): one document, versioned, edited by managers.
 * A field left out takes its default, so `{ restaurantId, brand, stores }` is a whole programme.
 */
export const programmeSchema = z
  .strictObject({
    restaurantId: slug,
    brand: z.strictObject({
      name: z.string().min(1).max(20),
      /** What points are called on every screen (requirement F6). */
      pointsName: z.string().min(1).max(6).default('积分'),
    }),
    /** China keeps UTC+8 all year. */
    utcOffsetMinutes: z.int().min(-720).max(840).default(480),
    /** Bills before this hour belong to the evening before. */
    dayStartsAtHour: z.int().min(0).max(12).default(4),
    stores: z.array(store).min(1).max(1000),
    earning: earning.prefault({}),
    joining: joining.prefault({}),
    counter: counter.prefault({}),
    clawback: clawback.prefault({}),
    checkIn: checkInRules.prefault({}),
    vouchers: voucherRules.prefault({}),
    tasks: taskRules.prefault({}),
    reviews: reviewRules.prefault({}),
    tiers: tierRules.prefault({}),
    badges: z.array(badge).max(30).default(usualBadges),
    attribution: attributionRules.prefault({}),
    rewards: z.array(reward).max(200).default([]),
  })
  .refine((p) => unique(p.stores.map((s) => s.id)), { message: 'two stores share an id' })
  .refine((p) => unique(p.rewards.map((r) => r.id)), { message: 'two rewards share an id' })
  .refine((p) => p.rewards.every((r) => r.storeIds.every((id) => p.stores.some((s) => s.id === id))), {
    message: 'a reward names a store that does not exist',
  })
  .refine((p) => p.vouchers.templates.every((t) => t.storeIds.every((id) => hasId(p.stores, id))), {
    message: 'a voucher names a store that does not exist',
  })
  .refine((p) => unique(p.attribution.placements.map(({ id }) => id)), {
    message: 'two placements share an id',
  })
  .refine((p) => p.attribution.placements.every(({ storeId }) => hasId(p.stores, storeId)), {
    message: 'a placement names a store that does not exist',
  })
  .refine((p) => vouchersPromised(p).every((id) => hasId(p.vouchers.templates, id)), {
    message: 'a voucher is promised that does not exist',
  })

export type Programme = z.output<typeof programmeSchema>
export type ProgrammeInput = z.input<typeof programmeSchema>
export type Store = Programme['stores'][number]

/** A programme as entries refer to it. */
export interface ProgrammeVersion {
  version: number
  programme: Programme
}

/** Every template that something in the programme grants. */
function vouchersPromised({
  checkIn,
  rewards,
  tasks,
  tiers,
}: {
  checkIn: z.output<typeof checkInRules>
  rewards: z.output<typeof reward>[]
  tasks: z.output<typeof taskRules>
  tiers: TierRules
}): string[] {
  const gifts = tiers.list.flatMap(({ gift }) => gift ?? [])
  const entitlements = tiers.list.flatMap((tier) => tier.entitlements.map(givesOf))
  return [...checkIn.milestones, ...rewards, ...tasks.list, ...gifts, ...entitlements].flatMap(
    ({ voucher }) => (voucher === null ? [] : [voucher]),
  )
}

const hasId = (all: readonly { id: string }[], id: string): boolean => all.some((each) => each.id === id)

const unique = (ids: readonly string[]): boolean => new Set(ids).size === ids.length

/** Parses a programme and fills the defaults; throws on anything unknown or out of range. */
export function parseProgramme(input: unknown): Programme {
  return programmeSchema.parse(input)
}

/** A store by its name; one that has closed since goes by its id. */
export function storeNameOf(programme: Programme, storeId: string): string {
  return storeOf(programme, storeId)?.name ?? storeId
}

export function storeOf(programme: Programme, storeId: string): Store | null {
  return programme.stores.find((store) => store.id === storeId) ?? null
}
