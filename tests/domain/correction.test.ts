import type { Bill } from '../../domain/bill/bill'
import { correctionOf, keptOf } from '../../domain/bill/correction'

const bill: Bill = {
  billId: 'bill:riverside:A1',
  storeId: 'riverside',
  orderNo: 'A1',
  amountFen: 5600,
  tenders: [],
  items: [],
  tierId: 'gold',
}
const booked = { day: '2025-03-01', at: 1_000 }
const voidOf = (of: Bill, memberId = 'm1', at = booked) => ({
  memberId,
  subject: {
    type: 'voided-bill' as const,
    billId: of.billId,
    ...keptOf(of, at),
    amountFen: 5600,
    storeId: 'riverside',
    reason: 'wrong-amount',
    note: '',
  },
})

describe('a correction', () => {
  it('has the day, the time and the tier of the bill it replaces', () => {
    expect(correctionOf(bill.billId, voidOf(bill), 'm1')).toEqual({
      billId: 'bill:riverside:A1:r2',
      countsOn: '2025-03-01',
      firstAt: 1_000,
      tierId: 'gold',
    })
  })

  it('of a correction has those of the first', () => {
    const second = { ...bill, ...correctionOf(bill.billId, voidOf(bill), 'm1') }
    const later = voidOf(second, 'm1', { day: '2025-03-04', at: 9_000 })
    expect(correctionOf(second.billId, later, 'm1')).toEqual({
      billId: 'bill:riverside:A1:r3',
      countsOn: '2025-03-01',
      firstAt: 1_000,
      tierId: 'gold',
    })
  })

  it('for another member has no tier of the first one’s', () => {
    expect(correctionOf(bill.billId, voidOf(bill), 'm2')).not.toHaveProperty('tierId')
  })

  it('of a void that kept nothing yet has an id and nothing else', () => {
    const { memberId, subject } = voidOf(bill)
    const { billDay: _day, firstAt: _at, tierId: _tier, ...old } = subject
    expect(correctionOf(bill.billId, { memberId, subject: old }, 'm1')).toEqual({
      billId: 'bill:riverside:A1:r2',
    })
  })

  it('replaces a void alone, and not the ninth', () => {
    expect(correctionOf(bill.billId, null, 'm1')).toBeNull()
    expect(correctionOf(bill.billId, { memberId: 'm1', subject: { type: 'bill', bill } }, 'm1')).toBeNull()
    expect(correctionOf('bill:riverside:A1:r9', voidOf(bill), 'm1')).toBeNull()
  })
})
