import {
  COLD_OF_1000_CALLS,
  DAYS_OF_A_MONTH,
  MS_OF_A_COLD_START,
  MS_OF_OWN_WORK,
  MS_PER_DATABASE_REQUEST,
} from './assumptions'
import type { Measured } from './measure'
import { billedMbMs, countings, meteredCalls, type Counting, type Requests } from './metering'
import { inGbSeconds, inPercent, inYuan, rounded } from './money'
import { prices } from './prices'
import { overage, visitsCovered, type Report, type Usage } from './report'

const PLAN_CALLS = BigInt(prices.plan.callsPerMonth)

/** The report for people, at most 100 columns wide. */
export function tableOf(report: Report): string {
  return [
    heading(),
    operationsTable(report.operations),
    visitsTable(report),
    timersTable(report),
    summary(report),
  ]
    .map((part) => part.join('\n'))
    .join('\n\n')
}

function heading(): string[] {
  const { plan, overage: over } = prices
  return [
    `Prices: ${prices.what}`,
    `        as documented on ${prices.read}, checked ${prices.checked} (local/costs/prices.json)`,
    `        ¥${plan.yuanPerMonth} a month with ${grouped(PLAN_CALLS)} calls and ${grouped(plan.gbSecondsPerMonth)} GB-s; beyond that`,
    `        ¥${over.yuanPer10000Calls} per 10,000 calls and ¥${over.yuanPerGbSecond} per GB-s`,
    'A metered call is a call of a function, or a request to the database. Whether starting and ending',
    'a transaction is one is not documented: "with" counts them, "without" does not.',
    'A warm instance remembers login and programme; a cold one has just started. Yuan are those of calls',
    'beyond the plan; plan is what 1,000 warm ones take of the plan’s calls.',
    `GB-s are assumed, not measured: configured memory × (${MS_OF_OWN_WORK} ms + ${MS_PER_DATABASE_REQUEST} ms a request, + ${grouped(MS_OF_A_COLD_START)} ms`,
    `cold), rounded up to ${prices.billedDurationStepMs} ms (local/costs/assumptions.ts).`,
  ]
}

const columns = [-36, 9, 8, 12, 7, 9, 12] as const

function line(...cells: string[]): string {
  const padded = cells.map((cell, index) => {
    const width = columns[index] ?? 0
    return width < 0 ? cell.padEnd(-width) : cell.padStart(width)
  })
  return padded.join('').trimEnd()
}

/** `6/7`: warm and cold. */
const pair = (warm: string | number, cold: string | number): string => `${warm}/${cold}`

function operationsTable(operations: readonly Measured[]): string[] {
  const shown = operations.filter((row) => !row.again || differs(row, operations))
  return [
    line('', 'requests', 'calls', 'yuan', 'plan', 'calls', 'yuan') + '  GB-s',
    line('operation, warm/cold', 'each', 'with', 'per 1,000', '1,000', 'without', 'per 1,000') + ' 1,000',
    ...shown.map(operationLine),
  ]
}

/** A repetition that asks as much as the first delivery is not worth a line. */
function differs(row: Measured, all: readonly Measured[]): boolean {
  const first = all.find(({ label }) => `${label}, again` === row.label)
  const figures = ({ warm, cold }: Measured): string => JSON.stringify([warm, cold])
  return first === undefined || figures(first) !== figures(row)
}

function operationLine({ label, functionName, again, warm, cold }: Measured): string {
  const calls = (counting: Counting): string =>
    pair(meteredCalls(warm, counting), meteredCalls(cold, counting))
  const yuan = (counting: Counting): string =>
    pair(
      ...bothOf((requests) => inYuan(1_000n * BigInt(meteredCalls(requests, counting)) * prices.perCall, 2)),
    )
  const bothOf = (of: (requests: Measured['warm']) => string): [string, string] => [of(warm), of(cold)]
  const gbSeconds = inGbSeconds(1_000n * billedMbMs(functionName, warm, 'warm'), 0)
  return (
    line(
      again ? '  again' : label,
      pair(warm.database, cold.database),
      calls('with'),
      yuan('with'),
      `${inPercent(1_000n * BigInt(meteredCalls(warm, 'with')), PLAN_CALLS, 1)}%`,
      calls('without'),
      yuan('without'),
    ) + gbSeconds.padStart(6)
  )
}

function visitsTable({ visits }: Report): string[] {
  return [
    `A thousand typical visits (local/costs/typical-visit.ts); ${COLD_OF_1000_CALLS} of 1,000 calls meet a cold instance`,
    usageLine('operation', 'times', 'calls with', 'without', 'GB-s'),
    ...visits.steps.map(({ operation, times, why, usage }) =>
      `${usageLine(operation, grouped(times), ...usageCells(usage))}  ${why}`.trimEnd(),
    ),
    usageLine('', '', ...usageCells(visits.total)),
  ]
}

function timersTable({ timers }: Report): string[] {
  return [
    `The timers in a month of ${DAYS_OF_A_MONTH} days in which there is nothing to do`,
    usageLine('job', 'ticks', 'calls with', 'without', 'GB-s'),
    ...timers.each.map(({ functionName, usage, cron, ticks }) => {
      const runs = grouped(ticks.length * DAYS_OF_A_MONTH)
      return `${usageLine(functionName, runs, ...usageCells(usage))}  ${requestsOfTicks(ticks)}, ${cron}`
    }),
    usageLine('', '', ...usageCells(timers.total)),
  ]
}

/** `1 to 8 each`: requests. */
function requestsOfTicks(ticks: readonly Requests[]): string {
  const asked = ticks.map(({ database }) => database)
  const [least, most] = [Math.min(...asked), Math.max(...asked)]
  return `${least === most ? most : `${least} to ${most}`} each`
}

function usageLine(
  name: string,
  times: string,
  withBounds: string,
  without: string,
  gbSeconds: string,
): string {
  return `${name.padEnd(33)}${times.padStart(6)}${withBounds.padStart(11)}${without.padStart(9)}${gbSeconds.padStart(6)}`.trimEnd()
}

const usageCells = ({ milliCalls, milliMbMs }: Usage): [string, string, string] => [
  grouped(rounded(milliCalls.with, 1_000n, 0)),
  grouped(rounded(milliCalls.without, 1_000n, 0)),
  inGbSeconds(milliMbMs / 1_000n, 0),
]

function summary(report: Report): string[] {
  const row = (what: string, of: (counting: Counting) => string): string =>
    what.padEnd(64) + countings.map((counting) => of(counting).padStart(12)).join('')
  const { visits, timers } = report
  const share = (usage: Usage, counting: Counting): string =>
    `${inPercent(usage.milliCalls[counting], PLAN_CALLS * 1_000n, 1)}%`
  return [
    row('', (counting) => counting),
    row(
      '1,000 typical visits, all beyond the plan',
      (counting) => `¥${inYuan(overage(visits.total, counting), 2)}`,
    ),
    row('  of the plan’s calls', (counting) => share(visits.total, counting)),
    row(
      'timers a month, all beyond the plan',
      (counting) => `¥${inYuan(overage(timers.total, counting), 2)}`,
    ),
    row('  of the plan’s calls', (counting) => share(timers.total, counting)),
    row(`typical visits a month that ¥${prices.plan.yuanPerMonth} covers, timers included`, (counting) =>
      grouped(visitsCovered(report, counting)),
    ),
  ]
}

/** `17,280`. */
function grouped(figure: bigint | number | string): string {
  return String(figure).replace(/\B(?=(\d{3})+$)/g, ',')
}
