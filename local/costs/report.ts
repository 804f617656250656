import type { LocalCloud } from '../cloud/local-cloud'
import { besides, type Besides } from './besides'
import { COLD_OF_1000_CALLS, DAYS_OF_A_MONTH } from './assumptions'
import { measureOperations, type Measured } from './measure'
import { billedMbMs, meteredCalls, type Counting, type Requests } from './metering'
import { prices } from './prices'
import { MB_MS_PER_GB_S, type Atoms } from './money'
import { playIdleDay, type TimersDay } from './timers'
import { thousandVisits, type Step } from './typical-visit'

/** What so many calls use, in thousandths: a share of them is cold. */
export interface Usage {
  /** Metered calls. */
  milliCalls: Record<Counting, bigint>
  /** Megabyte-milliseconds billed for the functions' own time. */
  milliMbMs: bigint
  /** Money that is paid beside every plan, and not in thousandths. */
  fees: Atoms
}

export interface StandingCost extends TimersDay {
  /** Of a month of such days. */
  usage: Usage
}

export interface Report {
  operations: Measured[]
  visits: { steps: (Step & { usage: Usage })[]; total: Usage }
  /** What the timers cost in a month in which there is nothing to do. */
  timers: { each: StandingCost[]; total: Usage }
}

/** Runs what there is to run and reckons what it uses. The timers come first, while there is nothing for them to do. */
export async function makeReport(cloud: LocalCloud): Promise<Report> {
  const each = (await playIdleDay(cloud)).map((day) => ({ ...day, usage: usageOfMonth(day) }))
  const operations = await measureOperations(cloud)
  const steps = thousandVisits.map((step) => ({ ...step, usage: usageOfStep(step, operations) }))
  return {
    operations,
    visits: { steps, total: sum(steps.map(({ usage }) => usage)) },
    timers: { each, total: sum(each.map(({ usage }) => usage)) },
  }
}

function usageOfMonth({ functionName, ticks }: TimersDay): Usage {
  return sum(
    ticks.map((requests) => usageOf(functionName, { warm: requests, cold: requests }, DAYS_OF_A_MONTH)),
  )
}

function usageOfStep(step: Step, operations: readonly Measured[]): Usage {
  if ('besides' in step) return usageBesides(step.besides, step.times)
  const measured = operations.find(({ label }) => label === step.operation)
  if (!measured)
    throw new Error(`a typical visit does "${step.operation}", which is no operation that was counted`)
  return usageOf(measured.functionName, measured, step.times)
}

/** So often something that is no call of a function. */
function usageBesides(what: Besides, times: number): Usage {
  const { calls, fee } = besides[what]
  const milli = (counting: Counting): bigint => BigInt(times) * 1_000n * calls[counting]
  return {
    milliCalls: { with: milli('with'), without: milli('without') },
    milliMbMs: 0n,
    fees: BigInt(times) * fee,
  }
}

/** So many calls, of which some meet a cold instance. */
export function usageOf(
  functionName: string,
  { warm, cold }: { warm: Requests; cold: Requests },
  times: number,
): Usage {
  const [ofCold, ofWarm] = [BigInt(COLD_OF_1000_CALLS), BigInt(1_000 - COLD_OF_1000_CALLS)]
  const calls = (counting: Counting): bigint =>
    BigInt(times) *
    (ofWarm * BigInt(meteredCalls(warm, counting)) + ofCold * BigInt(meteredCalls(cold, counting)))
  const milliMbMs =
    BigInt(times) *
    (ofWarm * billedMbMs(functionName, warm, 'warm') + ofCold * billedMbMs(functionName, cold, 'cold'))
  return { milliCalls: { with: calls('with'), without: calls('without') }, milliMbMs, fees: 0n }
}

function sum(usages: readonly Usage[]): Usage {
  const total: Usage = { milliCalls: { with: 0n, without: 0n }, milliMbMs: 0n, fees: 0n }
  for (const { milliCalls, milliMbMs, fees } of usages) {
    total.milliCalls.with += milliCalls.with
    total.milliCalls.without += milliCalls.without
    total.milliMbMs += milliMbMs
    total.fees += fees
  }
  return total
}

/** What it costs when nothing of it is included in the plan any more; less than an atom is dropped. */
export function overage({ milliCalls, milliMbMs, fees }: Usage, counting: Counting): Atoms {
  return (milliCalls[counting] * prices.perCall + milliMbMs * prices.perMbMs) / 1_000n + fees
}

/**
 * Visits a month that the plan covers beside the timers, whichever of calls and function time ends first. What is paid
 * beside every plan comes on top.
 */
export function visitsCovered({ visits, timers }: Report, counting: Counting): bigint {
  const { callsPerMonth, gbSecondsPerMonth } = prices.plan
  const callsLeft = BigInt(callsPerMonth) * 1_000n - timers.total.milliCalls[counting]
  const timeLeft = BigInt(gbSecondsPerMonth) * MB_MS_PER_GB_S * 1_000n - timers.total.milliMbMs
  const byCalls = (callsLeft * 1_000n) / visits.total.milliCalls[counting]
  const byTime = (timeLeft * 1_000n) / visits.total.milliMbMs
  return byCalls < byTime ? byCalls : byTime
}

/** What so many visits cost beside the plan that covers them; less than an atom is dropped. */
export function feesOfVisits(report: Report, counting: Counting): Atoms {
  return (visitsCovered(report, counting) * report.visits.total.fees) / 1_000n
}
