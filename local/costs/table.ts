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
import { feesOfVisits, overage, visitsCovered, type Report, type Usage } from './report'

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
  const { plan, overage: over, phoneNumber } = prices
  return [
    `Prices: ${prices.what}`,
    `        as documented on ${prices.read}, checked ${prices.checked} (local/costs/prices.json)`,
    `        ¥${plan.yuanPerMonth} a month with ${grouped(PLAN_CALLS)} calls and ${grouped(plan.gbSecondsPerMonth)} GB-s; beyond that`,
    `        ¥${over.yuanPer10000Calls} per 10,000 calls and ¥${over.yuanPerGbSecond} per GB-s`,
    `        ¥${phoneNumber.yuanPerVerification} for a phone number that WeChat verifies (${phoneNumber.read}, checked ${phoneNumber.checked}), in no plan`,
    'A metered call is a call of a function, a request to the database, or a file put or read. Whether',
    'starting and ending a transaction is one is not documented, nor whether a link to files or their',
    'deletion is: "with" counts them, "without" does not.',
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
    line('', 'database', 'calls', 'yuan', 'plan', 'calls', 'yuan') + '  GB-s',
    line('operation, warm/cold', 'requests', 'with', 'per 1,000', '1,000', 'without', 'per 1,000') + ' 1,000',
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
    usageLine('what', 'times', 'calls with', 'without', 'GB-s'),
    ...visits.steps.map((step) => {
      const { times, why, usage } = step
      const what = 'besides' in step ? step.besides : step.operation
      return `${usageLine(what, grouped(times), ...usageCells(usage))}  ${why}${feeOf(usage)}`
    }),
    `${usageLine('', '', ...usageCells(visits.total))}${feeOf(visits.total)}`,
  ]
}

/** `, ¥1.50`: what is paid beside every plan, where something is. */
const feeOf = ({ fees }: Usage): string => (fees === 0n ? '' : `, ¥${inYuan(fees, 2)}`)

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
    row('  of it for phone numbers, in no plan', () => `¥${inYuan(visits.total.fees, 2)}`),
    row('  of the plan’s calls', (counting) => share(visits.total, counting)),
    row(
      'timers a month, all beyond the plan',
      (counting) => `¥${inYuan(overage(timers.total, counting), 2)}`,
    ),
    row('  of the plan’s calls', (counting) => share(timers.total, counting)),
    row(`typical visits a month that ¥${prices.plan.yuanPerMonth} covers, timers included`, (counting) =>
      grouped(visitsCovered(report, counting)),
    ),
    row(
      '  and on top of it, for their phone numbers',
      (counting) => `¥${inYuan(feesOfVisits(report, counting), 2)}`,
    ),
  ]
}

/** `17,280`. */
function grouped(figure: bigint | number | string): string {
  return String(figure).replace(/\B(?=(\d{3})+$)/g, ',')
}
