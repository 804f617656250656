import { writeSync } from 'node:fs'
import type { DemoPhone } from '../../local/demo/phone'
import { openBenchCloud, STORE } from '../restaurant'
import { redemptionOf } from '../../local/demo/redemption-of'

/**
 * A process of its own: a durable local cloud under load, killed by SIGKILL in the middle of its n-th database
 * request. Each acknowledged operation is written to standard output before the next begins.
 *
 *   node load-until-killed.js DATA_DIR REQUEST_NUMBER
 */
export interface Acknowledged {
  what: 'joined' | 'settled' | 'voided' | 'redeemed' | 'fulfilled'
  /** The entry that must be there; for `joined` the openid, for `redeemed` and `fulfilled` the redemption. */
  id: string
}

const [dataDir = '', at = ''] = process.argv.slice(2)
const DINERS = 8
const here = { storeId: STORE }

const acknowledge = (what: Acknowledged['what'], id: string): void => {
  writeSync(1, `${JSON.stringify({ what, id })}\n`)
}

async function visit(diner: DemoPhone, till: DemoPhone, run: number): Promise<void> {
  const { code } = await diner.must('member', 'showCode', {})
  const { ticket } = await till.must('counter', 'identify', { ...here, shown: { code } })
  const bill = { ...here, ticket, amountFen: 30_000 + run, orderNo: `${diner.openid}-${run}` }
  const { billId } = await till.must('counter', 'settle', bill)
  acknowledge('settled', billId)
  const redeemed = redemptionOf(await diner.must('points-mall', 'redeem', { rewardId: 'flash' }))
  acknowledge('redeemed', redeemed.redemptionId)
  await till.must('counter', 'fulfil', { ...here, code: redeemed.code })
  acknowledge('fulfilled', redeemed.redemptionId)
  if (run % 3 !== 0) return
  await till.must('counter', 'void', { ...here, billId, reason: 'refunded' })
  acknowledge('voided', `void:${billId}`)
}

async function main(): Promise<void> {
  const { cloud, till, newcomer, stock } = await openBenchCloud({
    transport: 'in-process',
    dataDir,
    durability: 'full',
  })
  // The clock stands: whatever the machine does meanwhile, no code runs out.
  cloud.clock.hold()
  stock(1_000_000)
  cloud.faults.onEveryRequest(({ number }) => {
    if (number === Number(at)) process.kill(process.pid, 'SIGKILL')
  })
  await Promise.all(
    Array.from({ length: DINERS }, async (_, index) => {
      const diner = newcomer(`${at}-${index}`)
      await diner.must('member', 'join', { agreedPrivacyVersion: '1' })
      acknowledge('joined', diner.openid)
      for (let run = 1; ; run++) await visit(diner, till, run)
    }),
  )
}

void main()
