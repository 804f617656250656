import { billIdOf } from '../../domain/bill/bill'
import type { Stored } from '../../storage/database'
import { entryFrom } from '../../storage/entries'
import type { LocalCloud } from '../cloud/local-cloud'
import { DemoPhone } from '../demo/phone'
import type { BadRow, FileBill } from './bills-file'

export interface ReplayResult {
  settled: number
  alreadySettled: number
  /** Points of this file's bills: granted now, and before. */
  pointsNow: number
  pointsBefore: number
  amountFen: number
  badRows: BadRow[]
}

/**
 * Settles bills through the functions, each at its own time: the member joins if need be, shows a code, the till
 * identifies it and settles. A bill that the ledger already has is left alone, so that a replay cut short goes on
 * where it stopped and a second one changes nothing.
 */
export async function replay(
  cloud: LocalCloud,
  bills: readonly FileBill[],
  watch: { progress: (done: number) => void; stopped: () => boolean },
): Promise<ReplayResult> {
  const result: ReplayResult = {
    settled: 0,
    alreadySettled: 0,
    pointsNow: 0,
    pointsBefore: 0,
    amountFen: 0,
    badRows: [],
  }
  const till = new DemoPhone(cloud, 'demo-manager')
  const booked = billsBooked(cloud)
  const joined = new Set<string>()

  for (const [index, bill] of bills.entries()) {
    if (watch.stopped()) break
    const billId = billIdOf(bill.storeId, { orderNo: bill.orderNo })
    const before = booked.get(billId)
    if (before?.amountFen === bill.amountFen) {
      result.alreadySettled += 1
      result.pointsBefore += before.points
    } else if (before !== undefined) {
      result.badRows.push({
        line: bill.line,
        why: `order ${bill.orderNo} is already settled with another amount`,
      })
    } else {
      cloud.clock.moveTo(bill.at)
      const { pointsEarned } = await settle(cloud, till, bill, joined)
      booked.set(billId, { amountFen: bill.amountFen, points: pointsEarned })
      result.settled += 1
      result.pointsNow += pointsEarned
      result.amountFen += bill.amountFen
    }
    watch.progress(index + 1)
  }
  return result
}

/** Every bill in the ledger, by its id. */
function billsBooked(cloud: LocalCloud): Map<string, { amountFen: number; points: number }> {
  const bills = new Map<string, { amountFen: number; points: number }>()
  for (const { cause, subject, breakdown } of (cloud.documents('ledger_entries') as Stored[]).map(
    entryFrom,
  )) {
    if (subject.type !== 'bill') continue
    const points = breakdown.reduce((sum, line) => sum + line.points, 0)
    bills.set(cause, { amountFen: subject.bill.amountFen, points })
  }
  return bills
}

async function settle(cloud: LocalCloud, till: DemoPhone, bill: FileBill, joined: Set<string>) {
  const diner = new DemoPhone(cloud, `replay-${bill.member}`)
  if (!joined.has(bill.member)) {
    const reply = await diner.call('member', 'join', { agreedPrivacyVersion: 'replay' })
    if (!reply.ok && reply.reason !== 'already-a-member') throw new Error(JSON.stringify(reply))
    joined.add(bill.member)
  }
  const { storeId, amountFen, orderNo } = bill
  const { code } = await diner.must('member', 'showCode', {})
  const { ticket } = await till.must('counter', 'identify', { storeId, shown: { code } })
  return till.must('counter', 'settle', { storeId, ticket, amountFen, orderNo, confirmedSameAmount: true })
}
