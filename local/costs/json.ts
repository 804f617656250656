import * as assumptions from './assumptions'
import type { Measured } from './measure'
import { billedMbMs, countings, meteredCalls, type Counting, type Requests } from './metering'
import { exactGbSeconds, exactYuan } from './money'
import file from './prices.json'
import { prices } from './prices'
import { feesOfVisits, overage, visitsCovered, type Report, type Usage } from './report'

/** The report for machines: whole numbers as numbers, everything else as exact decimals in strings. */
export function jsonOf(report: Report): object {
  const { operations, visits, timers } = report
  return {
    prices: file,
    assumptions,
    operations: operations.map(operation),
    thousandVisits: {
      steps: visits.steps.map(({ usage: used, ...step }) => ({ ...step, ...usage(used) })),
      total: usage(visits.total),
    },
    timersPerMonth: {
      each: timers.each.map(({ functionName, cron, ticks, usage: used }) => ({
        functionName,
        cron,
        ticksADay: ticks.length,
        databaseRequestsADay: ticks.reduce((sum, { database }) => sum + database, 0),
        ...usage(used),
      })),
      total: usage(timers.total),
    },
    visitsThePlanCovers: both((counting) => Number(visitsCovered(report, counting))),
    feesOfTheseVisitsYuan: both((counting) => exactYuan(feesOfVisits(report, counting))),
  }
}

const both = <T>(of: (counting: Counting) => T): Record<Counting, T> =>
  Object.fromEntries(countings.map((counting) => [counting, of(counting)])) as Record<Counting, T>

function operation({ label, functionName, again, warm, cold }: Measured): object {
  const tempered = (requests: Requests, temperature: 'warm' | 'cold'): object => ({
    databaseRequests: requests.database,
    transactionBounds: requests.transactionBounds,
    uploads: requests.uploads,
    linksAndDeletions: requests.linksAndDeletions,
    openApis: requests.openApis,
    meteredCalls: both((counting) => meteredCalls(requests, counting)),
    yuanPer1000: both((counting) =>
      exactYuan(1_000n * BigInt(meteredCalls(requests, counting)) * prices.perCall),
    ),
    gbSecondsPer1000: exactGbSeconds(1_000n * billedMbMs(functionName, requests, temperature)),
  })
  return { label, function: functionName, again, warm: tempered(warm, 'warm'), cold: tempered(cold, 'cold') }
}

function usage(used: Usage): object {
  return {
    thousandthsOfMeteredCalls: both((counting) => Number(used.milliCalls[counting])),
    gbSeconds: exactGbSeconds(used.milliMbMs / 1_000n),
    yuan: both((counting) => exactYuan(overage(used, counting))),
    feesYuan: exactYuan(used.fees),
  }
}
