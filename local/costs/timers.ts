import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { DAYS_OF_A_MONTH } from './assumptions'

export interface Timer {
  functionName: string
  /** Seven fields: second, minute, hour, day, month, weekday, year. */
  cron: string
}

/** The timers of the functions' `config.json`. */
export function readTimers(functionsDir: string): Timer[] {
  return readdirSync(functionsDir).flatMap((functionName) => {
    const file = path.join(functionsDir, functionName, 'config.json')
    if (!existsSync(file)) return []
    const { triggers = [] } = JSON.parse(readFileSync(file, 'utf8')) as { triggers?: { config: string }[] }
    return triggers.map(({ config }) => ({ functionName, cron: config }))
  })
}

/** How often a timer fires in a month. Fails by name for one that does not fire alike every day. */
export function runsPerMonth(cron: string): number {
  const [second, minute, hour, ...days] = cron.trim().split(/\s+/)
  if (second === undefined || minute === undefined || hour === undefined || days.length !== 4)
    throw new Error(`"${cron}" has not the seven fields of a timer`)
  if (days.some((field) => field !== '*'))
    throw new Error(`"${cron}" does not fire alike every day: how often a month is not reckoned here`)
  return timesIn(second, 60) * timesIn(minute, 60) * timesIn(hour, 24) * DAYS_OF_A_MONTH
}

/** How many values of a field from 0 up to `size` match: `*`, a step, numbers and ranges with commas between. */
function timesIn(field: string, size: number): number {
  const values = Array.from({ length: size }, (_, value) => value)
  const matching = field.split(',').map((part) => {
    const [, from, to, step] = /^(\*|\d+)(?:-(\d+))?(?:\/(\d+))?$/.exec(part) ?? []
    if (from === undefined || (from === '*' && to !== undefined) || Number(step ?? 1) < 1)
      throw new Error(`"${part}" is no part of a timer's field`)
    const first = from === '*' ? 0 : Number(from)
    const last = to !== undefined ? Number(to) : from === '*' || step !== undefined ? size - 1 : first
    return (value: number) => value >= first && value <= last && (value - first) % Number(step ?? 1) === 0
  })
  return values.filter((value) => matching.some((matches) => matches(value))).length
}
