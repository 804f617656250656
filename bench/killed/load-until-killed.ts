import { writeSync } from 'node:fs'
import { claimCauseOf, reviewCauseOf, useCauseOf } from '../../cloudfunctions/causes'
import { loginIdOf } from '../../cloudfunctions/keys'
import { calendarOf } from '../../local/demo/calendar-of'
import { DEMO_APPID } from '../../local/demo/demo-restaurant'
import { nextUse } from '../../local/demo/next-use'
import type { DemoPhone } from '../../local/demo/phone'
import { redemptionOf } from '../../local/demo/redemption-of'
import { openBenchCloud, STORE, VOUCHER_FEN } from '../restaurant'
import { STOCK } from './stock'

/**
 * A process of its own: a durable local cloud under load, killed by SIGKILL at its n-th database request, before that is
 * executed, whatever else is under way then. Each acknowledged operation is written to standard output before the next
 * begins.
 *
 *   node load-until-killed.js DATA_DIR REQUEST_NUMBER
 */
export interface Acknowledged {
  what:
    | 'joined'
    | 'settled'
    | 'voided'
    | 'redeemed'
    | 'fulfilled'
    | 'reviewed'
    | 'checked-in'
    | 'task-claimed'
    | 'voucher-taken'
  /** The entry that must be there; for `joined` the openid, for `redeemed` and `fulfilled` the redemption. */
  id: string
}

const [dataDir = '', at = ''] = process.argv.slice(2)
const DINERS = 8
const here = { storeId: STORE }

const acknowledge = (what: Acknowledged['what'], id: string): void => {
  writeSync(1, `${JSON.stringify({ what, id })}\n`)
}

interface Diner {
  diner: DemoPhone
  /** What the causes of the ledger begin with. */
  memberId: string
}

async function visit({ diner, memberId }: Diner, till: DemoPhone, run: number): Promise<void> {
  const { code } = await diner.must('member', 'showCode', {})
  const { ticket } = await till.must('counter', 'identify', { ...here, shown: { code } })
  const amountFen = 30_000 + run
  const bill = { ...here, ticket, amountFen, orderNo: `${diner.openid}-${run}` }
  const voucher = run === 2 ? await theVoucher(diner, amountFen) : undefined
  const { billId } = await till.must('counter', 'settle', { ...bill, voucher })
  acknowledge('settled', billId)
  const redeemed = redemptionOf(await diner.must('points-mall', 'redeem', { rewardId: 'flash' }))
  acknowledge('redeemed', redeemed.redemptionId)
  await till.must('counter', 'fulfil', { ...here, code: redeemed.code })
  acknowledge('fulfilled', redeemed.redemptionId)
  await diner.must('reviews', 'write', { billId, rating: 5, text: '面很好，汤再热一点就更好了' })
  acknowledge('reviewed', reviewCauseOf(memberId, { billId }))
  if (run === 1) await takeWhatTheDayBrings({ diner, memberId })
  if (run % 3 !== 0) return
  await till.must('counter', 'void', { ...here, billId, reason: 'refunded' })
  acknowledge('voided', `void:${billId}`)
}

/** The one voucher the diner took on the first visit, as the till uses it. */
async function theVoucher(diner: DemoPhone, amountFen: number) {
  const { vouchers } = await diner.must('vouchers', 'list', {})
  const [voucher] = vouchers
  if (!voucher) throw new Error(`${diner.openid} has no voucher`)
  return { voucherId: voucher.voucherId, payableFen: amountFen - VOUCHER_FEN }
}

/** What a day has once for a member: its check-in, its task, and its voucher of the tier. */
async function takeWhatTheDayBrings({ diner, memberId }: Diner): Promise<void> {
  const { today } = await calendarOf(diner)
  await diner.must('check-in', 'checkIn', { day: today })
  acknowledge('checked-in', `check-in:${memberId}:${today}`)
  const claim = { taskId: 'every-day', periodKey: today, round: 1 }
  await diner.must('tasks', 'claim', claim)
  acknowledge('task-claimed', claimCauseOf(memberId, { ...claim, period: today }))
  const use = await nextUse(diner, 'of-the-day')
  await diner.must('tiers', 'takeVoucher', use)
  acknowledge('voucher-taken', useCauseOf(memberId, use))
}

async function main(): Promise<void> {
  const { cloud, till, newcomer } = await openBenchCloud({
    transport: 'in-process',
    dataDir,
    durability: 'full',
    stock: STOCK,
  })
  // The clock stands: whatever the machine does meanwhile, no code runs out.
  cloud.clock.hold()
  cloud.faults.onEveryRequest(({ number }) => {
    if (number === Number(at)) process.kill(process.pid, 'SIGKILL')
  })
  await Promise.all(
    Array.from({ length: DINERS }, async (_, index) => {
      const diner = newcomer(`${at}-${index}`)
      await diner.must('member', 'join', { agreedPrivacyVersion: '1' })
      acknowledge('joined', diner.openid)
      const login = cloud.documents('logins').find(({ _id }) => _id === loginIdOf(DEMO_APPID, diner.openid))
      const memberId = String(login?.memberId)
      for (let run = 1; ; run++) await visit({ diner, memberId }, till, run)
    }),
  )
}

void main()
