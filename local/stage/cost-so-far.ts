import limits from '../../cloudfunctions/limits.json'
import type { CallRecord } from '../cloud/call-log'
import { billedMbMs, countings, meteredCalls, requestsOf, type Counting } from '../costs/metering'
import { inYuan } from '../costs/money'
import { prices } from '../costs/prices'
import type { CostSoFar } from './call-news'

/** Adds up what calls would be billed as on the platform, as calls of warm instances. */
export class CostCounter {
  private readonly metered: Record<Counting, number> = { with: 0, without: 0 }
  private mbMs = 0n

  add(call: CallRecord): void {
    const { functionName } = call
    const requests = requestsOf(call)
    for (const counting of countings) this.metered[counting] += meteredCalls(requests, counting)
    // A function that is not deployed has no memory to be billed for.
    if (Object.hasOwn(limits, functionName)) this.mbMs += billedMbMs(functionName, requests, 'warm')
  }

  soFar(): CostSoFar {
    const yuanOf = (counting: Counting): string =>
      inYuan(BigInt(this.metered[counting]) * prices.perCall + this.mbMs * prices.perMbMs, 4)
    return {
      meteredCalls: { ...this.metered },
      yuan: { with: yuanOf('with'), without: yuanOf('without') },
    }
  }
}
