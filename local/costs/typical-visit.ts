import type { Besides } from './besides'

/** Something that happens in the course of visits. */
export type Step = {
  /** How often in 1,000 visits. */
  times: number
  why: string
} & (
  | {
      /** The operation, as the table of operations names it. */
      operation: string
    }
  | {
      /** What costs something and is no call of a function. */
      besides: Besides
    }
)

const VISITS = 1_000

/** Each with its reason; change one and run `npm run costs` again. */

/** The code is on the screen for some 15 seconds before its bill is booked; it asks every 3 (CodeClock). */
const ASKS_BEFORE_THE_BILL = 5
/** A reward comes over the counter some 9 seconds after its code was opened; the page asks every 3. */
const ASKS_BEFORE_THE_SERVING = 3
/** One visit in four ends with a reward. */
const REDEEMING = VISITS / 4
/** As many look at where their points came from. */
const READING_HISTORY = VISITS / 4
/** Half of those who open it check in. */
const CHECKING_IN = VISITS / 2
/** One check-in in fifty is for a day that was missed. */
const MAKING_UP = CHECKING_IN / 50
/** One visit in ten is paid with a voucher. */
const USING_A_VOUCHER = VISITS / 10
/** One visit in five ends with a look at the tasks, one in ten with a reward of theirs. */
const LOOKING_AT_TASKS = VISITS / 5
const CLAIMING = VISITS / 10
/** One visit in ten is written about, one in fifty photographed for a task; a manager looks at both once in a hundred visits. */
const REVIEWING = VISITS / 10
const PHOTOGRAPHING = VISITS / 50
const READING_REVIEWS = VISITS / 100
/** One visit in ten ends with a look at the tier; one in fifty with a voucher or a dish of its entitlements. */
const LOOKING_AT_THE_TIER = VISITS / 10
const USING_AN_ENTITLEMENT = VISITS / 50
/** One visit in four of a member begins with the code of the table. */
const SCANNING = VISITS / 4
/** One visit in a hundred brings a tier whose gift is taken. */
const TAKING_A_GIFT = VISITS / 100
/** One visit in twenty is somebody's first, and they give their phone number for the gift. */
const JOINING = VISITS / 20
/** One code in twenty is keyed: a dark screen, a broken camera. */
const KEYED = VISITS / 20
/** One bill in a hundred is sent twice because its reply was lost. */
const SENT_AGAIN = VISITS / 100
/** One bill in two hundred is voided. */
const VOIDED = VISITS / 200

/**
 * A thousand visits: a member eats, shows the code, hears of the bill, sometimes takes a reward. Rewards are not of
 * limited stock; each one that is adds three requests: one that takes it, two by the timer that settles its claim.
 */
export const thousandVisits: Step[] = [
  { times: JOINING, operation: 'member.home, before joining', why: 'a new diner opens it' },
  { times: JOINING, besides: 'phone number verified', why: 'gives the phone number' },
  { times: JOINING, operation: 'member.join, with a phone number', why: 'and joins' },
  { times: VISITS, operation: 'member.home', why: 'the diner opens the mini-program' },
  { times: SCANNING, operation: 'attribution.scan', why: 'scans the code of the table' },
  { times: CHECKING_IN, operation: 'check-in.checkIn', why: 'checks in' },
  { times: MAKING_UP, operation: 'check-in.makeUp', why: 'makes up a day that was missed' },
  { times: USING_A_VOUCHER, operation: 'vouchers.list', why: 'looks at the vouchers' },
  {
    times: VISITS - USING_A_VOUCHER,
    operation: 'member.showCode',
    why: 'and shows the code at the till',
  },
  { times: USING_A_VOUCHER, operation: 'member.showCode, with a voucher', why: 'or the code with a voucher' },
  { times: VISITS, operation: 'counter.open', why: 'the till awaits the next customer' },
  { times: VISITS - KEYED, operation: 'counter.identify, scanned', why: 'the cashier scans the code' },
  { times: KEYED, operation: 'counter.identify, keyed by hand', why: 'or keys it' },
  {
    times: VISITS * ASKS_BEFORE_THE_BILL,
    operation: 'points.news, nothing yet',
    why: 'while the code asks for its bill',
  },
  { times: VISITS - USING_A_VOUCHER, operation: 'counter.settle', why: 'the cashier settles the bill' },
  { times: USING_A_VOUCHER, operation: 'counter.vouchers', why: 'or sees what the voucher leaves' },
  {
    times: USING_A_VOUCHER,
    operation: 'counter.settle, with a voucher',
    why: 'and settles the bill with it',
  },
  { times: SENT_AGAIN, operation: 'counter.settle, again', why: 'and sends it again: no reply' },
  { times: VISITS, operation: 'points.news, a bill came', why: 'the diner sees what it earned' },
  { times: VISITS, operation: 'member.home', why: 'and looks at home once more' },
  { times: LOOKING_AT_TASKS, operation: 'tasks.list', why: 'or at the tasks' },
  { times: CLAIMING, operation: 'tasks.claim', why: 'and claims what one pays' },
  { times: REVIEWING, operation: 'reviews.write', why: 'or writes about the meal' },
  { times: READING_REVIEWS, operation: 'reviews.list', why: 'which a manager reads' },
  { times: PHOTOGRAPHING, besides: 'photo uploaded', why: 'or takes a photo for a task' },
  { times: PHOTOGRAPHING, operation: 'submissions.submit', why: 'and hands it in' },
  { times: READING_REVIEWS, operation: 'submissions.waiting', why: 'at which a manager looks' },
  { times: PHOTOGRAPHING, besides: 'photo looked at', why: 'sees it' },
  { times: PHOTOGRAPHING, operation: 'submissions.decide, approved', why: 'and lets it count' },
  { times: PHOTOGRAPHING, besides: 'photo deleted', why: 'which is forgotten a month later' },
  { times: LOOKING_AT_THE_TIER, operation: 'tiers.mine', why: 'or at the tier' },
  { times: TAKING_A_GIFT, operation: 'tiers.takeGift', why: 'and takes the gift of a new one' },
  { times: USING_AN_ENTITLEMENT, operation: 'tiers.takeVoucher', why: 'or the voucher of the month' },
  { times: USING_AN_ENTITLEMENT, operation: 'counter.giveEntitlement', why: 'or is given a dish of it' },
  { times: READING_HISTORY, operation: 'points.summary', why: 'and at where the points come from' },
  { times: REDEEMING, operation: 'points-mall.list', why: 'and at the mall' },
  { times: REDEEMING, operation: 'points-mall.redeem', why: 'and takes a reward' },
  {
    times: REDEEMING * (1 + ASKS_BEFORE_THE_SERVING),
    operation: 'points-mall.redemption',
    why: 'whose code waits to be served',
  },
  { times: REDEEMING, operation: 'counter.fulfil', why: 'the cashier serves it' },
  { times: VOIDED, operation: 'counter.void', why: 'a wrong bill is voided' },
]
