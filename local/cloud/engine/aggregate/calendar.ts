import { unsupported } from '../../errors'
import { isDocument, typeName, type Document, type Value } from '../values'
import { localDate, weekOf, type LocalDate } from './local-date'
import type { Expression, OperatorCompiler } from './expression'
import { aggregateFailed } from './rows'

/** The parts of a date in a time zone, and dates as text. */
export const calendar: Record<string, OperatorCompiler> = {
  $year: part('$year', ({ year }) => year),
  $month: part('$month', ({ month }) => month),
  $dayOfMonth: part('$dayOfMonth', ({ day }) => day),
  $dayOfWeek: part('$dayOfWeek', ({ weekday }) => weekday + 1),
  $hour: part('$hour', ({ hour }) => hour),
  $dateToString: (operand, compile) => {
    const { format, onNull, ...rest } = optionsOf('$dateToString', operand, [
      'date',
      'format',
      'timezone',
      'onNull',
    ])
    if (format === undefined) throw unsupported('$dateToString without a format')
    if (typeof format !== 'string') throw aggregateFailed('$dateToString needs a text as its format')
    const write = compileFormat(format)
    const fallback = onNull === undefined ? () => null : compile(onNull)
    const date = dateIn(rest, compile)
    const moment = compile(rest.date ?? null)
    return (document) => {
      const found = date(document)
      if (found) return write(found)
      // For a date alone: without a zone there is no text, whatever the fallback.
      return (moment(document) ?? null) === null ? fallback(document) : null
    }
  },
}

function part(operator: string, of: (date: LocalDate) => number): OperatorCompiler {
  return (operand, compile) => {
    const given = Array.isArray(operand) && operand.length === 1 ? (operand[0] ?? null) : operand
    const hasOptions = isDocument(given) && !Object.keys(given).some((name) => name.startsWith('$'))
    const date = dateIn(
      hasOptions ? optionsOf(operator, given, ['date', 'timezone']) : { date: given },
      compile,
    )
    return (document) => {
      const found = date(document)
      return found && of(found)
    }
  }
}

function optionsOf(operator: string, operand: Value, known: string[]): Document {
  if (!isDocument(operand)) throw aggregateFailed(`${operator} only supports an object as its argument`)
  const other = Object.keys(operand).find((name) => !known.includes(name))
  if (other !== undefined) throw aggregateFailed(`Unrecognized argument to ${operator}: ${other}`)
  if (operand.date === undefined) throw aggregateFailed(`${operator} needs a date`)
  return operand
}

/** The date as the clocks of its zone show it; null when date or zone is null or missing. */
function dateIn(
  { date, timezone }: Document,
  compile: (source: Value) => Expression,
): (document: Document) => LocalDate | null {
  const moment = compile(date ?? null)
  const zone = timezone === undefined ? () => 'UTC' : compile(timezone)
  return (document) => {
    const at = moment(document) ?? null
    const where = zone(document) ?? null
    if (at === null || where === null) return null
    if (!(at instanceof Date)) throw aggregateFailed(`can't convert from BSON type ${typeName(at)} to Date`)
    if (typeof where !== 'string') throw aggregateFailed(`timezone must be a text, not ${typeName(where)}`)
    return localDate(at, where)
  }
}

const formats: Record<string, (date: LocalDate) => string> = {
  '%': () => '%',
  Y: ({ year }) => digits(year, 4),
  m: ({ month }) => digits(month, 2),
  d: ({ day }) => digits(day, 2),
  H: ({ hour }) => digits(hour, 2),
  M: ({ minute }) => digits(minute, 2),
  S: ({ second }) => digits(second, 2),
  L: ({ millisecond }) => digits(millisecond, 3),
  w: ({ weekday }) => String(weekday + 1),
  u: ({ weekday }) => String(weekday === 0 ? 7 : weekday),
  G: (date) => digits(weekOf(date).year, 4),
  V: (date) => digits(weekOf(date).week, 2),
}

/** Fails by name for directives outside the list. */
function compileFormat(format: string): (date: LocalDate) => string {
  const pieces = [...format.matchAll(/%(.?)|[^%]+/gs)].map(([text, directive]) => {
    if (directive === undefined) return () => text
    const write = Object.hasOwn(formats, directive) ? formats[directive] : undefined
    if (!write) throw unsupported(`The directive %${directive} of $dateToString`)
    return write
  })
  return (date) => pieces.map((write) => write(date)).join('')
}

function digits(value: number, width: number): string {
  return String(value).padStart(width, '0')
}
