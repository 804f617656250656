import { randomUUID } from 'node:crypto'
import { ZodError } from 'zod'
import { auditCloud } from '../../local/audit'
import type { LocalCloud } from '../../local/cloud/local-cloud'
import type { Profile } from '../../domain/member/profile'
import { taskPresets } from '../../domain/programme/task-presets'
import { limitedReward, withTiers, withVouchers } from '../support/programmes'
import { NOON, openRestaurant, type Phone, type Restaurant } from '../support/restaurant'

const DAY = 86_400_000
const riverside = { storeId: 'riverside' }
const oneVisit = { kind: 'visits' as const, days: 1, leastFen: 5000 }
const programme = withTiers({
  tasks: { list: [{ ...taskPresets.fiveVisits, goal: oneVisit, voucher: 'side' }, taskPresets.tablePhoto] },
  rewards: [
    ...withVouchers().rewards,
    limitedReward({ memberLimit: { count: 5, per: 'month' } }),
    limitedReward({ id: 'limited-cup', name: '限量杯', pricePoints: 10 }),
  ],
})

type Document = Record<string, unknown> & { _id: string }

let restaurant: Restaurant
let cloud: LocalCloud
beforeAll(async () => {
  restaurant = await openRestaurant({ programme })
  cloud = restaurant.cloud
  await liveTheDay()
  nameTheIds()
})
afterEach(() => expect(found()).toEqual([]))
afterAll(() => restaurant.close())

const documents = (collection: string): Document[] => cloud.documents(collection) as Document[]

/** What ids that nobody can foretell are called in the tables below, and the ids by what they are called. */
const names = new Map<string, string>()
const ids = new Map<string, string>()
const named = (text: string): string =>
  [...names].reduce((said, [id, name]) => said.replaceAll(id, name), text)

function nameTheIds(): void {
  const nameAll = (collection: string, nameOf: (document: Document) => unknown): void => {
    for (const document of documents(collection)) {
      const name = named(String(nameOf(document)))
      names.set(document._id, name)
      ids.set(name, document._id)
    }
  }
  nameAll('accounts', ({ profile }) => (profile as Profile).name)
  nameAll('logins', ({ memberId }) => `login of ${String(memberId)}`)
  nameAll('member_numbers', ({ memberId }) => `number of ${String(memberId)}`)
  nameAll('phones', ({ memberId }) => `phone of ${String(memberId)}`)
  nameAll('submissions', ({ memberId }) => `photo of ${String(memberId)}`)
  nameAll('redemptions', ({ cause }) => `r:${String(cause)}`)
  nameAll('vouchers', ({ grantedBy }) => `v:${String(grantedBy)}`)
  for (const collection of ['ledger_entries', 'reward_stocks']) nameAll(collection, ({ _id }) => _id)
}

const found = (of: LocalCloud = cloud): string[] =>
  auditCloud(of, { 'limited-bowl': 10, 'limited-cup': 10 }).map(named)

/**
 * All that can happen, to two members: a bill of Wang's is voided and takes everything with it that it had brought; a later
 * one brings it back, in part. Of Zhao's nothing is voided.
 */
async function liveTheDay(): Promise<void> {
  const { clock, wechat } = cloud
  clock.moveTo(NOON - 40 * DAY)
  wechat.phoneCodes.set('code', '13800000000')
  const lin = restaurant.staff('lin', 'manager', ['riverside'])
  const wang = await restaurant.member('wang', { name: 'Wang', source: 's=s-lin', phoneCode: 'code' })
  const zhao = await restaurant.member('zhao', { name: 'Zhao' })
  await wang.must('check-in', 'checkIn', { day: '2025-01-20' })

  clock.moveTo(NOON)
  const settles = async (of: Phone, orderNo: string, yuan: number, voucherId?: string) => {
    const ticket = await restaurant.ticketOf(of, lin)
    const bill = { ...riverside, ticket, orderNo, amountFen: yuan * 100, confirmedSameAmount: true }
    const voucher = voucherId === undefined ? {} : { voucher: { voucherId, payableFen: yuan * 100 - 1000 } }
    await lin.must('counter', 'settle', { ...bill, ...voucher })
  }
  const voids = (billId: string) => lin.must('counter', 'void', { ...riverside, billId, reason: 'refunded' })
  const reviews = (of: Phone, billId: string) =>
    of.must('reviews', 'write', { billId, rating: 5, text: '面很劲道，汤很鲜' })
  const takes = async (rewardId: string) => {
    const requestId = randomUUID()
    names.set(requestId, rewardId)
    const taken = await wang.call('points-mall', 'redeem', { rewardId }, requestId)
    if (!taken.ok) throw new Error(taken.reason)
    return taken.value
  }
  const takesVoucher = (nth: number) =>
    wang.must('tiers', 'takeVoucher', { entitlementId: 'monthly', period: '2025-03', nth })
  const takesGift = (of: Phone) =>
    of.must('tiers', 'takeGift', { tierId: 'regular', period: '2025', round: 1 })
  const handsIn = (of: Phone) => {
    const photo = `cloud://env.bucket/task-photos/${'a'.repeat(32)}.jpg`
    return of.must('submissions', 'submit', { taskId: 'table-photo', periodKey: '2025-03', nth: 1, photo })
  }

  // A is voided, with everything there is because of it.
  const tenOff = await takes('ten-off')
  const voucherId = tenOff.kind === 'voucher' ? tenOff.voucherId : ''
  await settles(wang, 'A', 60, voucherId)
  await takesGift(wang)
  await takesVoucher(1)
  await wang.must('tasks', 'claim', { taskId: 'five-visits', periodKey: '2025-03', round: 1 })
  await reviews(wang, 'bill:riverside:A')
  await voids('bill:riverside:A')
  // C is written about; D is the same once more, and voided; E has the voucher of A.
  await settles(wang, 'B', 60)
  await takesVoucher(2)
  await settles(wang, 'C', 30)
  await reviews(wang, 'bill:riverside:C')
  await settles(wang, 'D', 30)
  await voids('bill:riverside:D')
  await settles(wang, 'E', 20, voucherId)

  const { code } = await wang.must('member', 'showCode', {})
  const { ticket } = await lin.must('counter', 'identify', { ...riverside, shown: { code } })
  const egg = { entitlementId: 'egg', period: '2025-03', nth: 1 }
  await lin.must('counter', 'giveEntitlement', { ...riverside, ticket, use: egg })
  await takes('short')
  await takes('limited-bowl')
  await takes('limited-cup')
  const juice = await takes('plum-juice')
  const shown = juice.kind === 'redemption' ? juice.code : ''
  const { redemptionId, fulfilledAt } = await lin.must('counter', 'fulfil', { ...riverside, code: shown })
  await lin.must('counter', 'undo', { ...riverside, redemptionId, fulfilledAt })

  await settles(zhao, 'F', 60)
  await takesGift(zhao)
  await handsIn(zhao)
  const [waiting] = (await lin.must('submissions', 'waiting', riverside)).submissions
  const submissionId = waiting?.submissionId ?? ''
  await lin.must('submissions', 'decide', { ...riverside, submissionId, verdict: { approved: true } })
  await handsIn(wang)

  await wang.must('check-in', 'checkIn', { day: '2025-03-01' })
  clock.advance(DAY)
  await wang.must('check-in', 'checkIn', { day: '2025-03-02' })
}

/** What is to stand at which places of a document, `bills.count` being one. */
type Changes = Record<string, unknown>

/** The document with other things in those places, names being ids. */
function changed(document: Document, changes: Changes): Document {
  const copy = structuredClone(document)
  const real = JSON.parse(JSON.stringify(changes), (_key, value: unknown) =>
    typeof value === 'string' ? (ids.get(value) ?? value) : value,
  ) as Changes
  for (const [path, value] of Object.entries(real)) {
    const [last = '', ...above] = path.split('.').reverse()
    const place = above.reduceRight<Record<string, unknown>>((at, key) => at[key] as typeof at, copy)
    if (!(last in place)) throw new Error(`${document._id} has no ${path}`)
    place[last] = value
  }
  return copy
}

/** What the audit makes of the cloud while that document is damaged. */
function foundWith(collection: string, which: string, changes: Changes): string[] {
  const whole = documents(collection).find(({ _id }) => _id === ids.get(which))
  if (!whole) throw new Error(`${collection} has no ${which}`)
  cloud.put(collection, changed(whole, changes))
  try {
    return found()
  } finally {
    cloud.put(collection, whole)
  }
}

const nothingPaid = {
  movement: { verb: 'earn', points: 0, debt: 0, growth: 0, lots: [], shortfall: 0 },
  voucherId: null,
}
const step = {
  tierId: 'regular',
  reached: '2025-03-01',
  on: '2025-03-01',
  since: '2025-03-01',
  asked: { basis: 'points', windowMonths: 12, from: 50 },
  regained: null,
}

/** What is damaged; where; how; and what the audit says then, and nothing else. */
type Damage = [what: string, collection: string, which: string, changes: Changes, says: string | string[]]
const finds = ([_what, collection, which, changes, says]: Damage): void =>
  expect(foundWith(collection, which, changes)).toEqual([says].flat())

describe('the audit says nothing', () => {
  it('of a restaurant in which all is well', () => expect(found()).toEqual([]))

  it.each<Damage>([
    [
      'of a redemption from the end of a month that was counted in the next',
      'ledger_entries',
      'redeem:Wang:limited-bowl',
      { day: '2025-02-28' },
      [],
    ],
    [
      'of a redemption on the last day of the month it is counted in',
      'ledger_entries',
      'redeem:Wang:limited-bowl',
      { day: '2025-03-31' },
      [],
    ],
    [
      'of a redemption that is counted for all time',
      'accounts',
      'Wang',
      { 'taken.limited-bowl.period': 'ever' },
      [],
    ],
    ['of rewards that are no longer counted', 'accounts', 'Wang', { 'taken.limited-bowl.count': 0 }, []],
    [
      'of an account that has counted spending for as long as there are tasks',
      'accounts',
      'Wang',
      { 'activity.days': [], 'activity.spentFen': 1000 },
      [],
    ],
    [
      'of claims, meals and reviews that are forgotten',
      'accounts',
      'Wang',
      { claims: [], reviews: { open: [], written: [] } },
      [],
    ],
  ])('%s', (...damage) => finds(damage))
})

describe('the audit finds', () => {
  it.each<Damage>([
    [
      'points that the entries do not add up to',
      'accounts',
      'Wang',
      { 'points.balance': 53 },
      'Wang: balance is 53, the entries add up to 52',
    ],
    [
      'an entry that shows another balance',
      'ledger_entries',
      'bill:riverside:F',
      { balanceAfter: 111 },
      'Zhao: bill:riverside:F shows 111, not 110',
    ],
    ['a bill too many', 'accounts', 'Wang', { 'bills.count': 4 }, 'Wang: counts 4 bills, the entries say 3'],
    ['a bill too few', 'accounts', 'Wang', { 'bills.count': 2 }, 'Wang: counts 2 bills, the entries say 3'],
    [
      'a reward counted that was not redeemed',
      'accounts',
      'Wang',
      { 'taken.limited-bowl.count': 2 },
      'Wang: counts more of limited-bowl than were redeemed',
    ],
    [
      'one that was not redeemed in all time',
      'accounts',
      'Wang',
      { 'taken.limited-bowl': { period: 'ever', count: 2 } },
      'Wang: counts more of limited-bowl than were redeemed',
    ],
    [
      'one that was redeemed in another month',
      'accounts',
      'Wang',
      { 'taken.limited-bowl.period': '2025-02' },
      'Wang: counts more of limited-bowl than were redeemed',
    ],
    [
      'one that was redeemed before the last day of the month before',
      'ledger_entries',
      'redeem:Wang:limited-bowl',
      { day: '2025-02-27' },
      'Wang: counts more of limited-bowl than were redeemed',
    ],
    [
      'a day nobody checked in on',
      'accounts',
      'Wang',
      { 'checkIns.streaks.0.to': '2025-03-03', 'checkIns.longest': 3 },
      'Wang: checked in on 2025-03-01,2025-03-02,2025-03-03, booked 2025-03-01,2025-03-02',
    ],
    [
      'a check-in that is not remembered',
      'accounts',
      'Wang',
      { 'checkIns.streaks.0.to': '2025-03-01' },
      'Wang: checked in on 2025-03-01, booked 2025-03-01,2025-03-02',
    ],
    [
      'a check-in that was paid for twice',
      'ledger_entries',
      'check-in:Wang:2025-03-02',
      { 'subject.checkedInOn': '2025-03-01' },
      'Wang: checked in on 2025-03-01,2025-03-02, booked 2025-03-01,2025-03-01',
    ],
    [
      'a longest streak that was shorter',
      'accounts',
      'Wang',
      { 'checkIns.longest': 1 },
      'Wang: a streak is longer than the longest',
    ],
    [
      'spending that no bill has',
      'accounts',
      'Wang',
      { 'activity.spentFen': 10_001 },
      'Wang: counts 10001 fen, the bills say 10000',
    ],
    [
      'a task that is not claimed, though it was paid',
      'accounts',
      'Zhao',
      { 'claims.0.paid': null },
      'Zhao: task table-photo of 2025-03 is not what the entries say',
    ],
    [
      'a task that is claimed, though a void has taken back what it paid',
      'accounts',
      'Wang',
      { 'claims.0.paid': nothingPaid },
      'Wang: task five-visits of 2025-03 is not what the entries say',
    ],
    [
      'a task that is claimed once more than it was paid',
      'accounts',
      'Zhao',
      { 'claims.0.round': 2 },
      'Zhao: task table-photo of 2025-03 is not what the entries say',
    ],
    [
      'a review nobody wrote',
      'accounts',
      'Wang',
      { 'reviews.written.0.billId': 'bill:riverside:B' },
      'Wang: the review of bill:riverside:B is not what the entries say',
    ],
    [
      'a review of a bill that was voided',
      'ledger_entries',
      'void:bill:riverside:D',
      { reverses: 'bill:riverside:C' },
      'Wang: the review of bill:riverside:C is not what the entries say',
    ],
    [
      'a voided bill that waits for its review',
      'accounts',
      'Wang',
      { 'reviews.open.0.billId': 'bill:riverside:D' },
      'Wang: bill:riverside:D cannot be written about, it does not stand',
    ],
    [
      'a bill that waits for its review and never was',
      'accounts',
      'Wang',
      { 'reviews.open.0.billId': 'bill:riverside:G' },
      'Wang: bill:riverside:G cannot be written about, it does not stand',
    ],
    [
      'a photo that colleagues have let count, and its member does not know',
      'submissions',
      'photo of Wang',
      { state: 'decided' },
      'photo Wang table-photo 2025-03 1 waits for its member alone',
    ],
    [
      'a photo that counts, and waits for colleagues all the same',
      'submissions',
      'photo of Zhao',
      { state: 'waiting' },
      'photo Zhao table-photo 2025-03 1 waits for colleagues alone',
    ],
    [
      'a photo of which its member knows better than colleagues',
      'accounts',
      'Wang',
      { 'submissions.0.verdict': { approved: true } },
      'photo Wang table-photo 2025-03 1 waits for colleagues alone',
    ],
    ...(['taskId', 'period', 'nth'] as const).map((key, place): Damage => {
      const photo = ['Wang', 'table-photo', '2025-03', 1]
      const other = { taskId: 'poster', period: '2025-04', nth: 2 }[key]
      return [
        `a photo that waits under another ${key}`,
        'submissions',
        'photo of Wang',
        { [key]: other },
        [
          `photo ${photo.with(place + 1, other).join(' ')} waits for colleagues alone`,
          'photo Wang table-photo 2025-03 1 waits for its member alone',
        ],
      ]
    }),
    [
      'a photo of somebody else',
      'submissions',
      'photo of Wang',
      { memberId: 'Zhao' },
      [
        'photo Zhao table-photo 2025-03 1 waits for colleagues alone',
        'photo Wang table-photo 2025-03 1 waits for its member alone',
      ],
    ],
    [
      'growth that no bill has brought',
      'accounts',
      'Wang',
      { 'activity.days.0.growth': 101 },
      'Wang: has grown by 101, the bills say 100',
    ],
    [
      'a tier that was reached twice',
      'accounts',
      'Wang',
      { 'standing.steps': [step, step] },
      'Wang: stands on a tier twice',
    ],
    [
      'a gift that is not taken, though it was paid',
      'accounts',
      'Zhao',
      { 'standing.gifts.0.paid': null },
      'Zhao: gift of regular in 2025 is not what the entries say',
    ],
    [
      'a gift that is taken, though a void has taken it back',
      'accounts',
      'Wang',
      { 'standing.gifts.0.paid': nothingPaid },
      'Wang: gift of regular in 2025 is not what the entries say',
    ],
    [
      'a gift that is taken once more than it was paid',
      'accounts',
      'Zhao',
      { 'standing.gifts.0.round': 2 },
      'Zhao: gift of regular in 2025 is not what the entries say',
    ],
    ...[0, 2].map((count): Damage => [
      `${count} uses of an entitlement that was used once`,
      'accounts',
      'Wang',
      { 'standing.uses.egg:month.count': count },
      'Wang: uses of egg:month are not what the entries say',
    ]),
    [
      'a use in another month',
      'ledger_entries',
      'entitlement:Wang:egg:2025-03:1',
      { 'subject.period': '2025-02' },
      'Wang: uses of egg:month are not what the entries say',
    ],
    [
      'a use of another entitlement',
      'ledger_entries',
      'entitlement:Wang:egg:2025-03:1',
      { 'subject.entitlementId': 'monthly' },
      [
        'Wang: uses of monthly:month are not what the entries say',
        'Wang: uses of egg:month are not what the entries say',
      ],
    ],
    [
      'more owed to a colleague than was agreed',
      'accounts',
      'Wang',
      { 'attribution.fen': 501 },
      'Wang: 500 fen are owed by the entries, 501 by the account',
    ],
    [
      'something owed no more, though no void says so',
      'accounts',
      'Wang',
      { 'attribution.owed': false },
      'Wang: 500 fen are owed by the entries, 0 by the account',
    ],
    [
      'something owed for who came alone',
      'accounts',
      'Zhao',
      { attribution: { staffId: 's-lin', fen: 500, leastSpentFen: 1000, owed: true } },
      'Zhao: 0 fen are owed by the entries, 500 by the account',
    ],
    [
      'a member less for the same fen',
      'ledger_entries',
      'bill:riverside:B',
      { 'attributed.members': -1 },
      'Wang: 500 fen are owed by the entries, 500 by the account',
    ],
    [
      'something owed to another colleague than the account says',
      'accounts',
      'Wang',
      { 'attribution.staffId': 's-chen' },
      'Wang: something is owed to somebody else',
    ],
    [
      'something owed to another colleague than the other entries say',
      'ledger_entries',
      'bill:riverside:B',
      { 'attributed.staffId': 's-chen' },
      'Wang: something is owed to somebody else',
    ],
    [
      'something owed by nobody who was brought',
      'accounts',
      'Wang',
      { attribution: null },
      ['Wang: 500 fen are owed by the entries, 0 by the account', 'Wang: something is owed to somebody else'],
    ],
    [
      'a void that brings a colleague something',
      'ledger_entries',
      'void:bill:riverside:A',
      { attributed: { staffId: 's-lin', members: 1, fen: 500 } },
      ['Wang: 1500 fen are owed by the entries, 500 by the account', 'Wang: a void has made something owed'],
    ],
    [
      'a voucher that says another entry brought it',
      'vouchers',
      'v:redeem:Wang:ten-off',
      { grantedBy: 'redeem:Wang:short' },
      'Wang: redeem:Wang:ten-off grants v:redeem:Wang:ten-off, which does not say so',
    ],
    [
      'a voucher that no entry brought',
      'ledger_entries',
      'redeem:Wang:short',
      { vouchers: [] },
      'Wang: v:redeem:Wang:short was not granted exactly once',
    ],
    [
      'a voucher that two entries brought',
      'ledger_entries',
      'redeem:Wang:plum-juice',
      { vouchers: [{ voucherId: 'v:redeem:Wang:short', name: '三天券' }] },
      [
        'Wang: redeem:Wang:plum-juice grants v:redeem:Wang:short, which does not say so',
        'Wang: v:redeem:Wang:short was not granted exactly once',
      ],
    ],
    [
      'a voucher of somebody else',
      'vouchers',
      'v:redeem:Wang:short',
      { memberId: 'Zhao' },
      [
        'Wang: redeem:Wang:short grants v:redeem:Wang:short, which does not say so',
        'Zhao: v:redeem:Wang:short was not granted exactly once',
      ],
    ],
    ...Object.entries({
      'that is not used': { used: null },
      'that was used in another bill': { 'used.billId': 'bill:riverside:A' },
      'that took another amount off': { 'used.offFen': 900 },
    }).map(([what, changes]): Damage => [
      `a bill with a voucher ${what}`,
      'vouchers',
      'v:redeem:Wang:ten-off',
      changes,
      'Wang: bill:riverside:E has v:redeem:Wang:ten-off, which was not used in it',
    ]),
    [
      'a voucher used in a bill that does not have it',
      'vouchers',
      'v:redeem:Wang:short',
      {
        used: {
          billId: 'bill:riverside:E',
          at: NOON,
          storeId: 'riverside',
          storeName: '滨江店',
          offFen: 200,
        },
      },
      'Wang: v:redeem:Wang:short says it is used, and no bill has it',
    ],
    [
      'a redemption that nobody paid for',
      'redemptions',
      'r:redeem:Wang:plum-juice',
      { cause: 'redeem:Wang:gone' },
      'redemption r:redeem:Wang:plum-juice was not paid for',
    ],
    [
      'a redemption of what is not served',
      'redemptions',
      'r:redeem:Wang:plum-juice',
      { cause: 'redeem:Wang:ten-off' },
      'redemption r:redeem:Wang:plum-juice was not paid for',
    ],
    [
      'a redemption that somebody else paid for',
      'redemptions',
      'r:redeem:Wang:plum-juice',
      { memberId: 'Zhao' },
      'redemption r:redeem:Wang:plum-juice is not what redeem:Wang:plum-juice paid for',
    ],
    [
      'a redemption at another price',
      'redemptions',
      'r:redeem:Wang:plum-juice',
      { pricePoints: 49 },
      'redemption r:redeem:Wang:plum-juice is not what redeem:Wang:plum-juice paid for',
    ],
    [
      'a redemption that was paid for and is not there',
      'ledger_entries',
      'redeem:Wang:short',
      { 'subject.redemptionId': 'r0' },
      '4 redemptions paid, 3 there',
    ],
    [
      'a unit of limited stock that got lost',
      'reward_stocks',
      'limited-bowl',
      { left: 8 },
      'stock limited-bowl: 8 left, 0 held and 1 redeemed, of 10 there were',
    ],
    [
      'a login that leads nowhere',
      'logins',
      'login of Wang',
      { memberId: 'nobody' },
      ['login of Wang leads to nobody, who has no account', 'Wang: has not exactly one login'],
    ],
    [
      'a login that leads to somebody else',
      'logins',
      'login of Wang',
      { memberId: 'Zhao' },
      ['Wang: has not exactly one login', 'Zhao: has not exactly one login'],
    ],
    [
      'a number that leads nowhere',
      'member_numbers',
      'number of Wang',
      { memberId: 'nobody' },
      [
        'number of Wang leads to nobody, who has no account',
        'Wang: number of Wang is not the number that leads here',
      ],
    ],
    [
      'a member of another number',
      'accounts',
      'Wang',
      { 'profile.memberNumber': '1000000000' },
      'Wang: 1000000000 is not the number that leads here',
    ],
    [
      'a phone that leads nowhere',
      'phones',
      'phone of Wang',
      { memberId: 'nobody' },
      ['phone of Wang leads to nobody, who has no account', 'Wang: has bound 1 phones, 0 lead here'],
    ],
    [
      'a phone that leads to who has bound none',
      'accounts',
      'Wang',
      { 'profile.sealedPhone': null },
      'Wang: has bound 0 phones, 1 lead here',
    ],
  ])('%s', (...damage) => finds(damage))

  /** The audit of a cloud without some documents, or with others besides: it has no way to lose one. */
  const foundAmong = (collection: string, among: (all: Document[]) => Document[]): string[] =>
    found({
      ...cloud,
      documents: (name) => (name === collection ? among(documents(name)) : cloud.documents(name)),
    })

  it.each<[what: string, collection: string, which: string, says: string[]]>([
    ['a login', 'logins', 'login of Zhao', ['Zhao: has not exactly one login']],
    [
      'a number',
      'member_numbers',
      'number of Zhao',
      ['Zhao: number of Zhao is not the number that leads here'],
    ],
    ['a phone', 'phones', 'phone of Wang', ['Wang: has bound 1 phones, 0 lead here']],
    ['a redemption', 'redemptions', 'r:redeem:Wang:plum-juice', ['3 redemptions paid, 2 there']],
    [
      'a photo',
      'submissions',
      'photo of Wang',
      ['photo Wang table-photo 2025-03 1 waits for its member alone'],
    ],
    [
      'a voucher',
      'vouchers',
      'v:redeem:Wang:short',
      ['Wang: redeem:Wang:short grants v:redeem:Wang:short, which does not say so'],
    ],
    [
      'an account',
      'accounts',
      'Zhao',
      [
        'join:login of Zhao belongs to no account',
        'bill:riverside:F belongs to no account',
        'tier-gift:Zhao:regular:2025:1 belongs to no account',
        'submission:Zhao:table-photo:2025-03:1 belongs to no account',
        'task:Zhao:table-photo:2025-03:1 belongs to no account',
        'vouchers of Zhao belong to no account',
        'login of Zhao leads to Zhao, who has no account',
        'number of Zhao leads to Zhao, who has no account',
      ],
    ],
  ])('that %s is lost', (_what, collection, which, says) => {
    const others = (all: Document[]): Document[] => all.filter(({ _id }) => _id !== ids.get(which))
    expect(foundAmong(collection, others)).toEqual(says)
  })

  it.each<[what: string, collection: string, like: string, changes: Changes, says: string]>([
    ['login', 'logins', 'login of Zhao', {}, 'Zhao: has not exactly one login'],
    [
      'login of nobody',
      'logins',
      'login of Zhao',
      { memberId: 'nobody' },
      'another leads to nobody, who has no account',
    ],
    [
      'number of a member',
      'member_numbers',
      'number of Zhao',
      {},
      'Zhao: number of Zhao is not the number that leads here',
    ],
    [
      'number of nobody',
      'member_numbers',
      'number of Zhao',
      { memberId: 'nobody' },
      'another leads to nobody, who has no account',
    ],
    ['phone', 'phones', 'phone of Wang', {}, 'Wang: has bound 1 phones, 2 lead here'],
    [
      'phone of who has bound none',
      'phones',
      'phone of Wang',
      { memberId: 'Zhao' },
      'Zhao: has bound 0 phones, 1 lead here',
    ],
    [
      'phone of nobody',
      'phones',
      'phone of Wang',
      { memberId: 'nobody' },
      'another leads to nobody, who has no account',
    ],
    [
      'voucher that nobody granted',
      'vouchers',
      'v:redeem:Wang:short',
      {},
      'Wang: another was not granted exactly once',
    ],
    [
      'voucher of nobody',
      'vouchers',
      'v:redeem:Wang:short',
      { memberId: 'nobody' },
      'vouchers of nobody belong to no account',
    ],
    [
      'entry of nobody',
      'ledger_entries',
      'bill:riverside:F',
      { memberId: 'nobody' },
      'another belongs to no account',
    ],
  ])('another %s', (_what, collection, like, changes, says) => {
    const withAnother = (all: Document[]): Document[] => {
      const one = all.find(({ _id }) => _id === ids.get(like))
      return one ? [...all, { ...changed(one, changes), _id: 'another' }] : all
    }
    expect(foundAmong(collection, withAnother)).toEqual([says])
  })

  it('what the indexes say of themselves', () => {
    const checkIndexes = (): string[] => ['vouchers.member_status_use lacks an entry']
    expect(found({ ...cloud, checkIndexes })).toEqual(checkIndexes())
  })

  it.each<[collection: string, which: string, changes: Changes]>([
    ['accounts', 'Wang', { 'points.balance': -1 }],
    ['ledger_entries', 'bill:riverside:F', { balanceAfter: -1 }],
    ['vouchers', 'v:redeem:Wang:short', { status: 'gone' }],
  ])('nothing at all where one of the %s is none: it throws', (collection, which, changes) => {
    expect(() => foundWith(collection, which, changes)).toThrow(ZodError)
  })
})
