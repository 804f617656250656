import fc from 'fast-check'
import type { Bill } from '../../domain/bill/bill'
import { eligibleFen, payableFen } from '../../domain/bill/bill'
import { parseProgramme } from '../../domain/programme/programme'
import { auditVouchers } from '../../domain/vouchers/audit'
import { grantVoucher, templateOf } from '../../domain/vouchers/grant'
import { voucherTerms, worthOf, type VoucherTerms } from '../../domain/vouchers/kinds/catalogue'
import { giveBack, quote, stillHeld, takeBack, useVoucher } from '../../domain/vouchers/use'
import type { Voucher } from '../../domain/vouchers/voucher'
import { aProgramme } from '../support/programmes'

const NOON = Date.parse('2025-03-01T12:00:00+08:00')
const TODAY = '2025-03-01'
const twentyOff = { kind: 'amount-off', offFen: 2000, thresholdFen: 10_000 }
const eightTenths = { kind: 'percent-off', offBasisPoints: 2000, ceilingFen: 3000 }
const sideDish = { kind: 'named-item', itemName: '一碟小菜' }

const programme = aProgramme({
  vouchers: {
    templates: [
      { id: 'twenty', name: '满百减二十', terms: twentyOff as never },
      {
        id: 'next-day',
        name: '次日券',
        terms: eightTenths as never,
        validity: { kind: 'from-grant', startsAfterDays: 1, days: 7 },
        storeIds: ['riverside'],
      },
    ],
  },
})
const granted = (templateId = 'twenty', at = NOON): Voucher =>
  grantVoucher(
    templateOf(programme, templateId),
    { voucherId: 'v1', memberId: 'm1', cause: 'gift:1' },
    programme,
    at,
  )
const items = (...lines: [name: string, quantity: number, amountFen: number][]) =>
  lines.map(([name, quantity, amountFen]) => ({ name, quantity, amountFen }))
const billOf = (changes: Partial<Bill> = {}): Bill => ({
  billId: 'bill:riverside:1',
  storeId: 'riverside',
  orderNo: null,
  amountFen: 12_800,
  discounts: [],
  tenders: [],
  items: [],
  ...changes,
})
const at = { storeName: '滨江店', programme, at: NOON }

describe('what a kind of voucher is worth on a bill', () => {
  it.each<[string, object, Partial<Bill>, object]>([
    ['an amount off', twentyOff, { amountFen: 12_800 }, { offFen: 2000, brings: null }],
    ['no more than the bill', twentyOff, { amountFen: 1500 }, { offFen: 1500, brings: null }],
    ['a part off', eightTenths, { amountFen: 12_800 }, { offFen: 2560, brings: null }],
    ['up to a ceiling', eightTenths, { amountFen: 100_000 }, { offFen: 3000, brings: null }],
    ['a part in whole fen, never more than it says', eightTenths, { amountFen: 9 }, { offFen: 1 }],
    [
      // Requirement F97: 1.8 折 is 18 % of the price, 82 % off.
      '1.8 折',
      { ...eightTenths, offBasisPoints: 8200, ceilingFen: 100_000 },
      { amountFen: 10_000 },
      { offFen: 8200 },
    ],
    ['a dish beside a bare amount', sideDish, { amountFen: 3000 }, { offFen: 0, brings: '一碟小菜' }],
    [
      'the price of one of a dish that is listed',
      sideDish,
      { amountFen: 3600, items: items(['牛肉面', 1, 2800], ['一碟小菜', 2, 800]) },
      { offFen: 400, brings: null },
    ],
    [
      'the dearest where its lines differ, in whole fen',
      sideDish,
      { amountFen: 3000, items: items(['一碟小菜', 1, 600], ['一碟小菜', 3, 2000]) },
      { offFen: 666 },
    ],
    [
      'no more than the bill, whatever its lines say',
      sideDish,
      { amountFen: 300, items: items(['一碟小菜', 1, 600]) },
      { offFen: 300 },
    ],
  ])('%s', (_what, terms, bill, worth) => {
    expect(worthOf(voucherTerms.parse(terms), billOf(bill))).toMatchObject({ ok: true, value: worth })
  })

  it('a dish that the bill does not list is refused', () => {
    const bill = billOf({ items: items(['牛肉面', 1, 2800]) })
    expect(worthOf(voucherTerms.parse(sideDish), bill)).toEqual({
      ok: false,
      reason: 'item-not-in-bill',
      details: { itemName: '一碟小菜' },
    })
  })

  it.each([
    ['a kind nobody knows', { kind: 'free-lunch' }],
    ['a fraction of a fen', { ...twentyOff, offFen: 0.5 }],
    ['nothing off', { ...twentyOff, offFen: 0 }],
    ['the whole off', { ...eightTenths, offBasisPoints: 10_000 }],
    ['a part without a ceiling', { kind: 'percent-off', offBasisPoints: 2000 }],
    ['something superfluous', { ...twentyOff, colour: 'red' }],
  ])('terms with %s are none', (_what, terms) => {
    expect(voucherTerms.safeParse(terms).success).toBe(false)
  })
})

describe('granting', () => {
  it('copies what the template says, good from the day of the grant', () => {
    expect(granted()).toMatchObject({
      name: '满百减二十',
      terms: twentyOff,
      storeIds: ['*'],
      validFrom: TODAY,
      lastGoodDay: '2025-03-30',
      grantedBy: 'gift:1',
      used: null,
    })
  })

  it('may begin later, and names its stores', () => {
    expect(granted('next-day')).toMatchObject({
      storeIds: ['riverside'],
      validFrom: '2025-03-02',
      lastGoodDay: '2025-03-08',
    })
  })

  it('counts business days: at 02:30 it is still the evening before', () => {
    expect(granted('twenty', Date.parse('2025-03-02T02:30:00+08:00'))).toMatchObject({ validFrom: TODAY })
  })
})

describe('using', () => {
  it('takes its worth off the bill: points are earned on what is paid', () => {
    const used = useVoucher(granted(), billOf(), at)
    expect(used).toMatchObject({
      ok: true,
      value: {
        voucher: { used: { billId: 'bill:riverside:1', storeName: '滨江店', offFen: 2000 } },
        discount: { kind: 'voucher', voucherId: 'v1', name: '满百减二十', offFen: 2000 },
      },
    })
    if (!used.ok) return
    const paid = billOf({
      discounts: [used.value.discount],
      tenders: [
        { kind: 'points', amountFen: 800 },
        { kind: 'cash', amountFen: 10_000 },
      ],
    })
    expect([payableFen(paid), eligibleFen(paid)]).toEqual([10_800, 10_000])
  })

  it.each<[string, Voucher, Partial<Bill>, string, object]>([
    [
      'below its threshold',
      granted(),
      { amountFen: 9_999 },
      'below-threshold',
      { thresholdFen: 10_000, amountFen: 9_999 },
    ],
    ['before its first day', granted('next-day'), {}, 'voucher-not-yet', { validFrom: '2025-03-02' }],
    [
      'after its last day',
      { ...granted(), lastGoodDay: '2025-02-28' },
      {},
      'voucher-ended',
      { lastGoodDay: '2025-02-28' },
    ],
    [
      'in another store',
      { ...granted('next-day'), validFrom: TODAY },
      { storeId: 'station' },
      'voucher-not-here',
      { storeIds: ['riverside'] },
    ],
    [
      'a second time',
      {
        ...granted(),
        used: { billId: 'b', at: NOON, storeId: 'station', storeName: '车站店', offFen: 1 },
      },
      {},
      'voucher-used',
      { usedAt: NOON, storeName: '车站店' },
    ],
  ])('%s is refused', (_what, voucher, bill, reason, details) => {
    expect(useVoucher(voucher, billOf(bill), at)).toEqual({ ok: false, reason, details })
    expect(quote(voucher, billOf(bill), TODAY)).toEqual({ ok: false, reason, details })
  })

  it('is good through its last day', () => {
    expect(useVoucher({ ...granted(), lastGoodDay: TODAY }, billOf(), at)).toMatchObject({ ok: true })
    expect(stillHeld({ ...granted(), lastGoodDay: TODAY }, TODAY)).toMatchObject({ ok: true })
  })
})

describe('giving back', () => {
  const used = (voucher: Voucher): Voucher => ({
    ...voucher,
    used: { billId: 'b', at: NOON, storeId: 'riverside', storeName: '滨江店', offFen: 2000 },
  })
  it('leaves it as it was', () => {
    expect(giveBack(used(granted()), 'b', programme, NOON)).toEqual(granted())
  })

  it('one that is over or about to be is good for three days, today among them', () => {
    const over = used({ ...granted(), lastGoodDay: '2025-02-20' })
    expect(giveBack(over, 'b', programme, NOON)).toMatchObject({ lastGoodDay: '2025-03-03', used: null })
  })

  it('of another bill is a fault', () => {
    expect(() => giveBack(used(granted()), 'other', programme, NOON)).toThrow('was not used in other')
  })
})

it('one that was taken back is over, also when the day goes back: a cut-over was moved on', () => {
  const over = takeBack(granted(), 'void:bill:riverside:1', TODAY)
  for (const day of [TODAY, over.lastGoodDay])
    expect(stillHeld(over, day)).toMatchObject({ reason: 'voucher-ended' })
  expect(quote(over, { storeId: 'riverside', amountFen: 12_800, items: [] }, over.lastGoodDay)).toMatchObject(
    {
      reason: 'voucher-ended',
    },
  )
})

describe('a programme', () => {
  const reward = {
    id: 'ten',
    name: '券',
    kind: 'voucher' as const,
    pricePoints: 5,
    costFen: 1,
    faceValueFen: 1,
  }
  it.each<[string, object, string]>([
    [
      'promises no voucher it does not have, in the mall',
      { rewards: [{ ...reward, voucher: 'none' }] },
      'promised',
    ],
    ['nor for check-ins', { checkIn: { milestones: [{ day: 3, voucher: 'none' }] } }, 'promised'],
    [
      'sells nothing but a voucher as one',
      { rewards: [{ ...reward, kind: 'item' as const, voucher: 'twenty' }], vouchers: programme.vouchers },
      'names a template',
    ],
    [
      'has no two templates of one id',
      {
        vouchers: {
          templates: [
            { id: 'a', name: 'a', terms: twentyOff },
            { id: 'a', name: 'b', terms: twentyOff },
          ],
        },
      },
      'share an id',
    ],
    [
      'names no store it does not have',
      { vouchers: { templates: [{ id: 'a', name: 'a', terms: twentyOff, storeIds: ['moon'] }] } },
      'store that does not exist',
    ],
    ['has no milestone without a prize', { checkIn: { milestones: [{ day: 3 }] } }, 'without a prize'],
  ])('%s', (_what, changes, message) => {
    expect(() => parseProgramme({ ...aProgramme(), ...changes })).toThrow(message)
  })
})

const anyTerms: fc.Arbitrary<VoucherTerms> = fc
  .oneof(
    fc.record({
      kind: fc.constant('amount-off'),
      offFen: fc.integer({ min: 1, max: 9_999_999 }),
      thresholdFen: fc.integer({ min: 0, max: 20_000 }),
    }),
    fc.record({
      kind: fc.constant('percent-off'),
      offBasisPoints: fc.integer({ min: 1, max: 9_900 }),
      ceilingFen: fc.integer({ min: 1, max: 9_999_999 }),
      thresholdFen: fc.integer({ min: 0, max: 20_000 }),
    }),
    fc.record({ kind: fc.constant('named-item'), itemName: fc.constantFrom('a', 'b') }),
  )
  .map((terms) => voucherTerms.parse(terms))

it('whatever a voucher says and a bill holds: nobody is paid for eating, and nothing costs more with it', () => {
  const anyItems = fc.array(
    fc.record({
      name: fc.constantFrom('a', 'b', 'c'),
      quantity: fc.integer({ min: 1, max: 9 }),
      amountFen: fc.integer({ min: 0, max: 9_999_999 }),
    }),
    { maxLength: 5 },
  )
  fc.assert(
    fc.property(
      anyTerms,
      fc.integer({ min: 1, max: 9_999_999 }),
      anyItems,
      (terms, amountFen, itemsOfBill) => {
        const quoted = quote({ ...granted(), terms }, billOf({ amountFen, items: itemsOfBill }), TODAY)
        if (!quoted.ok) return
        const { offFen } = quoted.value
        expect(Number.isSafeInteger(offFen) && offFen >= 0 && offFen <= amountFen).toBe(true)
        expect(amountFen).toBeGreaterThanOrEqual(terms.thresholdFen)
      },
    ),
  )
})

describe('the audit of vouchers', () => {
  const voucher = granted()
  const grant = { cause: 'gift:1', verb: 'earn', subject: { type: 'joining' }, reverses: null }
  const naming = { ...grant, vouchers: [{ voucherId: 'v1', name: 'x' }] }
  const discounts = [{ kind: 'voucher', voucherId: 'v1', name: 'x', offFen: 2000 }]
  const bill = { cause: 'b1', verb: 'earn', reverses: null, subject: { type: 'bill', bill: { discounts } } }
  const inB1 = { billId: 'b1', at: NOON, storeId: 'riverside', storeName: '滨江店', offFen: 2000 }
  const voided = { cause: 'void:b1', verb: 'reverse', reverses: 'b1', subject: { type: 'voided-bill' } }
  const audit = (vouchers: Voucher[], entries: object[]): string =>
    auditVouchers('m1', vouchers, entries as never).join('\n')

  it('finds nothing where all is well', () => {
    expect(audit([voucher], [naming])).toBe('')
    expect(audit([{ ...voucher, used: inB1 }], [naming, bill])).toBe('')
    expect(audit([voucher], [naming, bill, voided])).toBe('')
  })

  it.each<[string, Voucher[], object[], string]>([
    ['a voucher nobody granted', [voucher], [grant], 'was not granted exactly once'],
    ['a grant without its voucher', [], [naming], 'which does not say so'],
    ['a voucher of another grant', [{ ...voucher, grantedBy: 'other' }], [naming], 'which does not say so'],
    ['a bill with a voucher that is still held', [voucher], [naming, bill], 'was not used in it'],
    [
      'a voucher used in two bills',
      [{ ...voucher, used: inB1 }],
      [naming, bill, { ...bill, cause: 'b2' }],
      'b2 has v1',
    ],
    [
      'another amount off than the bill says',
      [{ ...voucher, used: { ...inB1, offFen: 1 } }],
      [naming, bill],
      'was not used in it',
    ],
    [
      'a used voucher whose bill was voided',
      [{ ...voucher, used: inB1 }],
      [naming, bill, voided],
      'no bill has it',
    ],
  ])('finds %s', (_what, vouchers, entries, finding) => {
    expect(audit(vouchers, entries)).toContain(finding)
  })
})
