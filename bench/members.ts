import { setImmediate as nextTurn } from 'node:timers/promises'
import { loginIdOf } from '../cloudfunctions/keys'
import { attributionTo } from '../domain/attribution/attribution'
import { direct, throughColleague } from '../domain/attribution/joined-through'
import { openAccount, type Account } from '../domain/account'
import { noReviews } from '../domain/reviews/meals'
import { settleBill } from '../domain/bill/settle-bill'
import { billIdOf, noBills, type Bill } from '../domain/bill/bill'
import type { Entry } from '../domain/ledger/entry'
import { join } from '../domain/member/join'
import { memberNumberOf } from '../domain/member/member-number'
import type { Programme } from '../domain/programme/programme'
import { noActivity } from '../domain/bill/activity'
import { noStanding } from '../domain/tiers/standing'
import { businessDay } from '../domain/time/business-day'
import type { LocalCloud } from '../local/cloud/local-cloud'
import { DEMO_APPID } from '../local/demo/demo-restaurant'
import { accountDocumentOf } from '../storage/accounts'
import { entryOf } from '../storage/booking'
import { entryDocumentOf } from '../storage/entries'

/** Who member number `index` is, here as in the cloud. */
export interface Member {
  openid: string
  loginId: string
  memberId: string
}

export function memberAt(index: number): Member {
  const openid = `diner-${index}`
  const loginId = loginIdOf(DEMO_APPID, openid)
  return { openid, loginId, memberId: `m${loginId.slice(0, 24)}` }
}

/** By whose code somebody joins. */
type Colleague = Parameters<typeof throughColleague>[0]

const HOUR = 3_600_000
/** Members whose documents are made at a time. */
const PORTION = 1000

/**
 * Loads members as the functions would have left them: each joined, and settled one bill. Five documents a member:
 * account, login, member number and two entries. They come in the order of their ids, which a database likes best.
 * Members are numbered from `first`; `broughtBy` is the colleague by whose code they joined, and who is owed for it.
 */
export async function loadMembers(
  cloud: LocalCloud,
  programme: Programme,
  count: number,
  billFen: number,
  progress: (done: number) => void = () => undefined,
  first = 0,
  broughtBy: Colleague | null = null,
): Promise<void> {
  const made = memberMaker(programme, billFen, cloud.clock.now(), broughtBy)
  const members = Array.from({ length: count }, (_, index) => memberAt(first + index))
  members.sort((a, b) => (a.loginId < b.loginId ? -1 : 1))
  for (let from = 0; from < count; from += PORTION) {
    const portion = members.slice(from, from + PORTION).map((member, i) => made(member, first + from + i))
    cloud.load(
      'accounts',
      portion.map(({ account }) => ({ _id: account.memberId, ...accountDocumentOf(account) })),
    )
    cloud.load(
      'logins',
      portion.map(({ loginId, account }) => ({ _id: loginId, memberId: account.memberId })),
    )
    cloud.load(
      'member_numbers',
      portion.map(({ account }) => ({ _id: account.profile.memberNumber, memberId: account.memberId })),
    )
    for (const which of ['joined', 'billed'] as const) {
      cloud.load(
        'ledger_entries',
        portion.map((one) => ({ _id: one[which].cause, ...entryDocumentOf(one[which]) })),
      )
    }
    progress(Math.min(from + PORTION, count))
    // A million take minutes, in which somebody may want to end it all.
    await nextTurn()
  }
}

interface MadeMember {
  loginId: string
  account: Account
  joined: Entry
  billed: Entry
}

/** The rules are asked once: all these members differ by their ids alone. */
function memberMaker(programme: Programme, billFen: number, now: number, broughtBy: Colleague | null) {
  const [joinedAt, billedAt] = [now - 2 * HOUR, now - HOUR]
  const storeId = programme.stores[0]?.id ?? ''
  const joining = join(programme, joinedAt, false)
  const invited = broughtBy === null ? null : attributionTo(broughtBy.staffId, programme.attribution)
  const blank: Bill = { billId: '', storeId, orderNo: null, amountFen: billFen, tenders: [], items: [] }
  const settled = settleBill(
    {
      points: joining.points,
      bills: noBills,
      activity: noActivity,
      reviews: noReviews,
      standing: noStanding,
      attribution: invited,
    },
    blank,
    programme,
    billedAt,
    { confirmedSameAmount: true },
  )
  if (!settled.ok) throw new Error(settled.reason)
  const { points, movement, bills, activity, reviews, standing, breakdown, earnedPoints } = settled.value
  const { attribution, change } = settled.value.attributed
  const asked = { programmeVersion: 1, requestId: 'loaded', digest: 'loaded', attempt: 1 }
  const joined = { ...asked, at: joinedAt, day: businessDay(joinedAt, programme), operator: null }
  const operator = { staffId: 'staff-chen', storeId }
  const billed = { ...asked, at: billedAt, day: businessDay(billedAt, programme), operator }

  const through = broughtBy === null ? direct : throughColleague(broughtBy)
  return ({ loginId, memberId }: Member, place: number): MadeMember => {
    const profile = {
      name: '食客',
      // A joining draws no number that begins with 0: none is taken twice, and no run depends on luck.
      memberNumber: memberNumberOf(String(place).padStart(9, '0')),
      maskedPhone: null,
      sealedPhone: null,
      joinedAt,
      joinedThrough: through,
      agreedPrivacyVersion: '1',
    }
    const orderNo = `L${String(place).padStart(7, '0')}`
    const billId = billIdOf(storeId, { orderNo })
    const opened = openAccount(memberId, profile)
    const newcomer: Account = { ...opened, points: joining.points, attribution: invited }
    const recent = bills.recent.map((one) => ({ ...one, billId }))
    const open = reviews.open.map((one) => ({ ...one, billId }))
    const account: Account = {
      ...newcomer,
      points,
      activity,
      reviews: { ...reviews, open },
      standing,
      attribution,
      bills: { ...bills, recent },
    }
    return {
      loginId,
      account,
      joined: entryOf(
        { ...joined, cause: `join:${loginId}`, memberId },
        {
          account: newcomer,
          movement: joining.movement,
          subject: { type: 'joining', ...through },
          value: { giftPoints: joining.giftPoints },
        },
      ),
      billed: entryOf(
        { ...billed, cause: billId, memberId },
        {
          account,
          movement,
          breakdown,
          attributed: change,
          subject: { type: 'bill', bill: { ...blank, billId, orderNo } },
          value: { billId, pointsEarned: earnedPoints, balance: points.balance },
        },
      ),
    }
  }
}
