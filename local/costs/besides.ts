import type { Counting } from './metering'
import type { Atoms } from './money'
import { prices } from './prices'

/** What something costs that is no call of a function. */
export interface CostBesides {
  /** Metered calls. */
  calls: Record<Counting, bigint>
  /** What is paid beside every plan. */
  fee: Atoms
}

export type Besides = 'phone number verified' | 'photo uploaded' | 'photo looked at' | 'photo deleted'

const freeOfCalls = { with: 0n, without: 0n }
/** What the plan names: a file put, or read. */
const oneFile = { with: 1n, without: 1n }

export const besides: Record<Besides, CostBesides> = {
  // Paid when the phone hears of it, whatever becomes of the joining.
  'phone number verified': { calls: freeOfCalls, fee: prices.perVerifiedPhone },
  'photo uploaded': { calls: oneFile, fee: 0n },
  'photo looked at': { calls: oneFile, fee: 0n },
  // What a night of `forget-old-photos` asks more than an idle one, as if every photo had a night of its own: a
  // deletion of files, which may be metered, and one in the database.
  'photo deleted': { calls: { with: 2n, without: 1n }, fee: 0n },
}
