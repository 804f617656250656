import type { FeatureName, Input, OperationName, Reply } from '../../contract'
import { callUntilAnswered, type Carrier, type NoReply, type Patience } from './repeat'

const pause = (attempt: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, 100 * 2 ** (attempt - 1) * (0.5 + Math.random() / 2)))

/** To look at something: three tries, within a second where the network says no at once. */
export const toRead: Patience = { attempts: 3, pause, longestMs: 8_000 }
/** To ask again and again: the next beat is the repetition. */
export const toGlance: Patience = { attempts: 1, pause }
/** To do something: six tries over some four seconds, longer than a lost race lasts, shorter than a diner's patience. */
export const toAct: Patience = { attempts: 6, pause, longestMs: 20_000 }

/** One try that has not come back by then counts as lost; the function may still finish it, once. */
const LONGEST_TRY_MS = 8_000

const carry: Carrier = async (name, envelope) => {
  const { result } = await soon(wx.cloud.callFunction({ name, data: envelope }), LONGEST_TRY_MS)
  return result
}

/** Gives up waiting after so long; the platform's own promises may never end. */
export function soon<T>(answer: Promise<T>, longestMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no reply in time')), longestMs)
    answer.then(resolve, reject).then(() => clearTimeout(timer))
  })
}

/** Unique enough for one member's requests; the function adds whose they are. */
export function newRequestId(): string {
  const random = (): string => Math.random().toString(36).slice(2, 10).padEnd(8, '0')
  return `${Date.now().toString(36)}-${random()}${random()}`
}

/**
 * The one door to the cloud. Types come from the contract and vanish at build time. Pages look with `openScreen`
 * and do with `act`; both come through here.
 */
export function call<F extends FeatureName, O extends OperationName<F>>(
  feature: F,
  operation: O,
  input: Input<F, O>,
  { requestId = newRequestId(), patience = toRead }: { requestId?: string; patience?: Patience } = {},
): Promise<Reply<F, O> | NoReply> {
  return callUntilAnswered<F, O>(carry, feature, { operation, input, requestId }, patience)
}
