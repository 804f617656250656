import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { billFen, orderNo } from '../../contract/values'
import { isBusinessDay } from '../../domain/time/business-day'
import { UsageError } from '../options'
import { fenOf } from './amount'

/** Which column means what; what is missing is made up the same way each time. */
export interface Columns {
  amount: string
  order?: string | undefined
  time?: string | undefined
  member?: string | undefined
  store?: string | undefined
}

export interface FileBill {
  line: number
  amountFen: number
  orderNo: string
  at: number
  /** The member's name in the file, or their place in the round. */
  member: string
  storeId: string
}

export interface BadRow {
  line: number
  why: string
}

export interface BillsFile {
  bills: FileBill[]
  badRows: BadRow[]
}

const TEN_MINUTES = 600_000
const CHINA_ZONE = '+08:00'

interface Row {
  record: Record<string, string>
  line: number
}

/**
 * Reads the bills of a CSV in the order they happened. A row that is not a bill is reported and left out.
 * Missing columns: order number = file digest and line, time = one bill every ten minutes from the file's date,
 * member = dealt round, store = `defaultStore`.
 */
export function readBillsFile(
  file: string,
  columns: Columns,
  fill: { members: number; defaultStore: string; stores: readonly string[] },
): BillsFile {
  const content = readFileSync(file)
  const digest = createHash('sha256').update(content).digest('hex').slice(0, 12)
  const opening = Date.parse(
    `${new Date(statSync(file).mtimeMs).toISOString().slice(0, 10)}T10:00:00${CHINA_ZONE}`,
  )
  const { rows, badRows } = rowsOf(content, columns)

  const bills: FileBill[] = []
  const firstLine = new Map<string, number>()
  rows.forEach(({ record, line }, index) => {
    const cell = (name: string | undefined): string | undefined =>
      name === undefined ? undefined : (record[name]?.trim() ?? '')
    const bill = {
      line,
      amountFen: fenOf(cell(columns.amount) ?? ''),
      orderNo: cell(columns.order) ?? `${digest}-${line}`,
      at: columns.time === undefined ? opening + index * TEN_MINUTES : timeOf(cell(columns.time) ?? ''),
      member: cell(columns.member) ?? String(index % fill.members),
      storeId: cell(columns.store) ?? fill.defaultStore,
    }
    const order = `${bill.storeId} ${bill.orderNo}`
    const refuse = (why: string): void => void badRows.push({ line, why })
    const { amountFen, at } = bill
    if (amountFen === null || !billFen.safeParse(amountFen).success) {
      return refuse(`"${cell(columns.amount) ?? ''}" is not an amount from 0.01 to 99999.99`)
    }
    if (!orderNo.safeParse(bill.orderNo).success) return refuse(`"${bill.orderNo}" is not an order number`)
    if (at === null) return refuse(`"${cell(columns.time) ?? ''}" is not a time`)
    if (bill.member === '') return refuse('no member')
    if (!fill.stores.includes(bill.storeId)) return refuse(`there is no store "${bill.storeId}"`)
    if (firstLine.has(order))
      return refuse(`order ${bill.orderNo} is already on line ${firstLine.get(order)}`)
    firstLine.set(order, line)
    bills.push({ ...bill, amountFen, at })
  })
  bills.sort((a, b) => a.at - b.at || a.line - b.line)
  badRows.sort((a, b) => a.line - b.line)
  return { bills, badRows }
}

function rowsOf(content: Buffer, columns: Columns): { rows: Row[]; badRows: BadRow[] } {
  const badRows: BadRow[] = []
  let header: string[] = []
  const parsed = parse(content, {
    bom: true,
    columns: (names: string[]) => (header = names.map((name) => name.trim())),
    info: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error) => {
      badRows.push({ line: Number(error?.lines ?? 0), why: error?.message ?? 'not a row' })
      return undefined
    },
  }) as unknown as { record: Record<string, string>; info: { lines: number } }[]
  if (header.length === 0) throw new UsageError('the file is empty')
  if (header.some((name) => name.includes('\uFFFD')))
    throw new UsageError('the file is not UTF-8; save it as CSV UTF-8')
  const twice = header.find((name, index) => header.indexOf(name) !== index)
  if (twice !== undefined && Object.values(columns).includes(twice)) {
    throw new UsageError(`there are two columns "${twice}"`)
  }
  for (const [option, name] of Object.entries(columns)) {
    if (name !== undefined && !header.includes(name)) {
      throw new UsageError(`--${option}: there is no column "${name}"; there are ${header.join(', ')}`)
    }
  }
  return { rows: parsed.map(({ record, info }) => ({ record, line: info.lines })), badRows }
}

/** `2025-03-01 12:30`, `2025/3/1 12:30`, or ISO with a zone; without one it is China's. A day must exist. */
function timeOf(text: string): number | null {
  const match =
    /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[ T](\d{1,2}:\d{2}(?::\d{2})?))?(Z|[+-]\d{2}:\d{2})?$/.exec(text)
  if (!match) return null
  const [, year = '', month = '', date = '', clock = '12:00', zone = CHINA_ZONE] = match
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  if (!isBusinessDay(day)) return null
  const at = Date.parse(
    `${day}T${clock.padStart(clock.length === 4 || clock.length === 7 ? clock.length + 1 : clock.length, '0')}${zone}`,
  )
  return Number.isNaN(at) ? null : at
}
