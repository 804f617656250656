import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fenOf } from '../../local/replay/amount'
import { readBillsFile, type Columns } from '../../local/replay/bills-file'

const fill = { members: 3, defaultStore: 'riverside', stores: ['riverside', 'station'] }
let folder: string
beforeAll(() => (folder = mkdtempSync(path.join(tmpdir(), 'huiwei-bills-'))))
afterAll(() => rmSync(folder, { recursive: true }))

const read = (text: string, columns: Columns = { amount: 'amount' }) => {
  const file = path.join(folder, 'bills.csv')
  writeFileSync(file, text)
  utimesSync(file, new Date('2025-03-01T08:00:00Z'), new Date('2025-03-01T08:00:00Z'))
  return readBillsFile(file, columns, fill)
}

it.each([
  ['16.99', 1699],
  ['16.9', 1690],
  ['16', 1600],
  ['0.01', 1],
  [' ¥1,234.50 ', 123_450],
  ['$20', 2000],
  ['\uFFE520', 2000],
  ['56.80\u5143', 5680],
  ['1.005', null],
  ['-5', null],
  ['1e3', null],
  ['12,34', null],
  ['NaN', null],
  ['', null],
])('the amount %p is %p fen', (text, fen) => {
  expect(fenOf(text)).toBe(fen)
})

describe('a file of bills', () => {
  it('makes up what is missing, the same way each time', () => {
    const first = read('amount\n10\n20\n30\n40\n')
    expect(first).toEqual(read('amount\n10\n20\n30\n40\n'))
    expect(
      first.bills.map(({ line, amountFen, member, storeId }) => [line, amountFen, member, storeId]),
    ).toEqual([
      [2, 1000, '0', 'riverside'],
      [3, 2000, '1', 'riverside'],
      [4, 3000, '2', 'riverside'],
      [5, 4000, '0', 'riverside'],
    ])
    expect(first.bills.map(({ at }) => new Date(at).toISOString())).toEqual([
      '2025-03-01T02:00:00.000Z',
      '2025-03-01T02:10:00.000Z',
      '2025-03-01T02:20:00.000Z',
      '2025-03-01T02:30:00.000Z',
    ])
    expect(new Set(first.bills.map(({ orderNo }) => orderNo)).size).toBe(4)
    expect(first.bills[0]?.orderNo).toMatch(/^[0-9a-f]{12}-2$/)
  })

  it('numbers its orders by content: another file has other orders', () => {
    expect(read('amount\n10\n').bills[0]?.orderNo).not.toBe(read('amount\n11\n').bills[0]?.orderNo)
  })

  it('reads every column it is told about, in the order things happened', () => {
    const columns = { amount: 'amt', order: 'no', time: 'when', member: 'who', store: 'shop' }
    const text =
      '\uFEFFno,amt,when,who,shop\r\nB,"1,200.5",2025-03-02 12:30,"Li, Lei",station\r\nA,8,2025-03-01T09:00:00Z,Han,riverside\r\n'
    expect(read(text, columns)).toEqual({
      badRows: [],
      bills: [
        {
          line: 3,
          amountFen: 800,
          orderNo: 'A',
          at: Date.parse('2025-03-01T09:00:00Z'),
          member: 'Han',
          storeId: 'riverside',
        },
        {
          line: 2,
          amountFen: 120_050,
          orderNo: 'B',
          at: Date.parse('2025-03-02T12:30:00+08:00'),
          member: 'Li, Lei',
          storeId: 'station',
        },
      ],
    })
  })

  it('reports each bad row by its line and reads on', () => {
    const text = [
      'amount,no,when,shop',
      '10,A1,2025-03-01,riverside',
      'ten,A2,2025-03-01,riverside',
      '0,A3,2025-03-01,riverside',
      '100000,A4,2025-03-01,riverside',
      '10,A 5,2025-03-01,riverside',
      '10,A6,yesterday,riverside',
      '10,A7,2025-13-01,riverside',
      '10,A8,2025-03-01,moon',
      '10,A9',
      '',
      '10,A10,2025-03-01,station',
    ].join('\n')
    const { bills, badRows } = read(text, { amount: 'amount', order: 'no', time: 'when', store: 'shop' })
    expect(bills.map(({ orderNo }) => orderNo)).toEqual(['A1', 'A10'])
    expect(badRows.map(({ line }) => line)).toEqual([3, 4, 5, 6, 7, 8, 9, 10])
    expect(badRows[0]?.why).toBe('"ten" is not an amount from 0.01 to 99999.99')
  })

  it.each([
    ['2025-03-01 12:30', '2025-03-01T04:30:00.000Z'],
    ['2025/3/1 9:05', '2025-03-01T01:05:00.000Z'],
    ['2025-03-01T12:30:00Z', '2025-03-01T12:30:00.000Z'],
    ['2025-03-01', '2025-03-01T04:00:00.000Z'],
    ['2025-02-30 12:00', null],
    ['2025/13/1', null],
    ['noon', null],
  ])('reads the time %p as %p', (text, at) => {
    const { bills } = read(`amount,when\n10,${text}\n`, { amount: 'amount', time: 'when' })
    expect(bills.map((bill) => new Date(bill.at).toISOString())).toEqual(at === null ? [] : [at])
  })

  it('reports an order number that comes twice, by both lines', () => {
    const { bills, badRows } = read('amount,no\n10,A1\n10,A1\n', { amount: 'amount', order: 'no' })
    expect(bills).toHaveLength(1)
    expect(badRows).toEqual([{ line: 3, why: 'order A1 is already on line 2' }])
  })

  it.each([
    ['', 'the file is empty'],
    ['amount,amount\n1,2\n', 'there are two columns "amount"'],
    ['\uFFFD\uFFFD,b\n1,2\n', 'the file is not UTF-8; save it as CSV UTF-8'],
  ])('%j is refused: %s', (text, why) => {
    expect(() => read(text)).toThrow(why)
  })

  it('says which columns there are when one is missing', () => {
    expect(() => read('total,tip\n1,2\n')).toThrow(
      '--amount: there is no column "amount"; there are total, tip',
    )
  })
})
