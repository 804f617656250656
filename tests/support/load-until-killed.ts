import { writeSync } from 'node:fs'
import { aProgramme, limitedReward } from './programmes'
import { openTestCloud, restaurantOn, type Phone } from './restaurant'

/**
 * A process of its own: a durable local cloud under load, killed by SIGKILL in the middle of its n-th database
 * request. Each acknowledged operation is written to standard output before the next begins.
 *
 *   node load-until-killed.js DATA_DIR REQUEST_NUMBER
 */
export interface Acknowledged {
  what: 'joined' | 'settled' | 'voided' | 'redeemed' | 'fulfilled'
  /** The entry that must be there; for `fulfilled`, the redemption that must be served. */
  id: string
}

const [dataDir = '', at = ''] = process.argv.slice(2)
const DINERS = 8
const riverside = { storeId: 'riverside' }

const acknowledge = (what: Acknowledged['what'], id: string): void => {
  writeSync(1, `${JSON.stringify({ what, id })}\n`)
}

async function visit(diner: Phone, cashier: Phone, run: number): Promise<void> {
  const { code } = await diner.must('member', 'showCode', {})
  const { ticket } = await cashier.must('counter', 'identify', { ...riverside, shown: { code } })
  const bill = { ...riverside, ticket, amountFen: 6000 + run, orderNo: `${diner.openid}-${run}` }
  const { billId } = await cashier.must('counter', 'settle', bill)
  acknowledge('settled', billId)
  const redeemed = await diner.must('points-mall', 'redeem', { rewardId: 'limited-bowl' })
  acknowledge('redeemed', redeemed.redemptionId)
  await cashier.must('counter', 'fulfil', { ...riverside, code: redeemed.code })
  acknowledge('fulfilled', redeemed.redemptionId)
  if (run % 3 !== 0) return
  await cashier.must('counter', 'void', { ...riverside, billId, reason: 'refunded' })
  acknowledge('voided', `void:${billId}`)
}

async function main(): Promise<void> {
  const cloud = await openTestCloud({ dataDir, durability: 'full' })
  const restaurant = restaurantOn(
    cloud,
    aProgramme({
      rewards: [limitedReward({ pricePoints: 20 })],
    }),
  )
  restaurant.stock('limited-bowl', 1_000_000)
  const cashier = restaurant.staff('cashier', 'cashier', ['riverside'])
  cloud.faults.onEveryRequest(({ number }) => {
    if (number === Number(at)) process.kill(process.pid, 'SIGKILL')
  })
  await Promise.all(
    Array.from({ length: DINERS }, async (_, index) => {
      const diner = restaurant.phone(`diner-${at}-${index}`)
      await diner.must('member', 'join', { agreedPrivacyVersion: '1' })
      acknowledge('joined', diner.openid)
      for (let run = 1; ; run++) await visit(diner, cashier, run)
    }),
  )
}

void main()
