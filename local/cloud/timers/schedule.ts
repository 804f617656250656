import { Cron } from 'croner'

/** Minutes east of UTC of every timer, wherever the store is [D] (platform notes 6.1). */
const TIMER_OFFSET_MINUTES = 480

/** The seven fields in their order, with the values and names each takes [D]. */
const fields: { name: string; from: number; to: number; names?: string[] }[] = [
  { name: 'second', from: 0, to: 59 },
  { name: 'minute', from: 0, to: 59 },
  { name: 'hour', from: 0, to: 23 },
  { name: 'day', from: 1, to: 31 },
  {
    name: 'month',
    from: 1,
    to: 12,
    names: ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'],
  },
  { name: 'weekday', from: 0, to: 6, names: ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'] },
  { name: 'year', from: 1970, to: 2099 },
]

/** When a timer is due. */
export interface Schedule {
  /** The first due instant after `after`, or null when there is none. */
  next(after: number): number | null
}

/**
 * Reads a timer's `config`: seven fields, second minute hour day month weekday year, each a star or a value, either
 * with a step, a span or a list of these. Day and weekday both given mean either. Throws, naming the field, for
 * anything else: what some other cron understands, the platform may not.
 */
export function readSchedule(text: string): Schedule {
  const parts = text.split(' ')
  if (parts.length !== fields.length)
    throw new Error(`"${text}" has ${parts.length} fields, a timer has seven: ${nameAll()}`)
  fields.forEach((field, i) => {
    const part = parts[i] ?? ''
    if (!part.split(',').every((item) => isItem(item, field)))
      throw new Error(`"${part}" is no ${field.name} (in "${text}")`)
  })
  const cron = new Cron(parts.map(withEndOfSteps).join(' '), {
    utcOffset: TIMER_OFFSET_MINUTES,
    domAndDow: false,
    paused: true,
  })
  return { next: (after) => cron.nextRun(new Date(after))?.getTime() ?? null }
}

/**
 * `1/10`, from 1 on every ten [D], and `*` for the first there is, in the words of our library, which wants to be told the
 * end and counts the years of a star from 0.
 */
function withEndOfSteps(part: string, i: number): string {
  const { from, to } = fields[i] ?? { from: 0, to: 0 }
  return part.replace(/(?<=^|,)(\*|\d+)\//g, (_, first) => `${first === '*' ? from : first}-${to}/`)
}

const nameAll = (): string => fields.map(({ name }) => name).join(' ')

function isItem(item: string, { from, to, names = [] }: (typeof fields)[number]): boolean {
  if (item === '*') return true
  const step = /^(\*|\d{1,4})\/(\d{1,2})$/.exec(item)
  if (step) {
    const first = step[1] === '*' ? from : Number(step[1])
    return first >= from && first <= to && Number(step[2]) >= 1 && Number(step[2]) <= to
  }
  const valueOf = (text: string): number =>
    names.includes(text) ? from + names.indexOf(text) : /^\d{1,4}$/.test(text) ? Number(text) : NaN
  const [low = '', high, ...rest] = item.split('-')
  const [first, last] = [valueOf(low), valueOf(high ?? low)]
  return rest.length === 0 && first >= from && last <= to && first <= last
}
