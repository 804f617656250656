import { loginIdOf } from '../../cloudfunctions/keys'
import { billIdOf } from '../../domain/bill/bill'
import type { Stored } from '../../storage/database'
import { entryFrom } from '../../storage/entries'
import type { LocalCloud } from '../cloud/local-cloud'
import { DEMO_APPID } from '../demo/demo-restaurant'
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
    const member = `replay-${bill.member}`
    if (before === undefined) {
      cloud.clock.moveTo(bill.at)
      const { pointsEarned } = await settle(cloud, till, member, bill, joined)
      result.settled += 1
      result.pointsNow += pointsEarned
      result.amountFen += bill.amountFen
    } else if (before.amountFen !== bill.amountFen) {
      result.badRows.push({
        line: bill.line,
        why: `order ${bill.orderNo} is already settled with another amount`,
      })
    } else if (before.loginId !== loginIdOf(DEMO_APPID, member)) {
      result.badRows.push({
        line: bill.line,
        why: `order ${bill.orderNo} is already settled for another member`,
      })
    } else {
      result.alreadySettled += 1
      result.pointsBefore += before.points
    }
    watch.progress(index + 1)
  }
  return result
}

interface BookedBill {
  amountFen: number
  points: number
  /** Whose it is. */
  loginId: string | undefined
}

/** Every bill in the ledger, by its id. */
function billsBooked(cloud: LocalCloud): Map<string, BookedBill> {
  const logins = new Map(
    cloud.documents('logins').map(({ _id, memberId }) => [String(memberId), String(_id)]),
  )
  const bills = new Map<string, BookedBill>()
  for (const entry of (cloud.documents('ledger_entries') as Stored[]).map(entryFrom)) {
    const { cause, subject, breakdown, memberId } = entry
    if (subject.type !== 'bill') continue
    const points = breakdown.reduce((sum, line) => sum + line.points, 0)
    bills.set(cause, { amountFen: subject.bill.amountFen, points, loginId: logins.get(memberId) })
  }
  return bills
}

async function settle(
  cloud: LocalCloud,
  till: DemoPhone,
  member: string,
  bill: FileBill,
  joined: Set<string>,
) {
  const diner = new DemoPhone(cloud, member)
  if (!joined.has(member)) {
    const reply = await diner.call('member', 'join', { agreedPrivacyVersion: 'replay' })
    if (!reply.ok && reply.reason !== 'already-a-member') throw new Error(JSON.stringify(reply))
    joined.add(member)
  }
  const { storeId, amountFen, orderNo } = bill
  const { code } = await diner.must('member', 'showCode', {})
  const { ticket } = await till.must('counter', 'identify', { storeId, shown: { code } })
  return till.must('counter', 'settle', { storeId, ticket, amountFen, orderNo, confirmedSameAmount: true })
}
