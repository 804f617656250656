import type { FeatureName, Input, OperationName, Reply } from '../../contract'
import { callUntilAnswered, type Carrier, type NoReply } from './repeat'

/** Six tries over some four seconds: longer than a lost race lasts, shorter than a diner's patience. */
const patience = {
  attempts: 6,
  pause: (attempt: number): Promise<void> =>
    new Promise((resolve) => setTimeout(resolve, 100 * 2 ** (attempt - 1) * (0.5 + Math.random() / 2))),
}

const carry: Carrier = async (name, envelope) => {
  const { result } = await wx.cloud.callFunction({ name, data: envelope })
  return result
}

/** Unique enough for one member's requests; the function adds whose they are. */
export function newRequestId(): string {
  const random = (): string => Math.random().toString(36).slice(2, 10).padEnd(8, '0')
  return `${Date.now().toString(36)}-${random()}${random()}`
}

/**
 * The one door to the cloud. Types come from the contract and vanish at build time. Give the same `requestId` for
 * the same intention: a double tap is then one request.
 */
export function call<F extends FeatureName, O extends OperationName<F>>(
  feature: F,
  operation: O,
  input: Input<F, O>,
  requestId = newRequestId(),
): Promise<Reply<F, O> | NoReply> {
  return callUntilAnswered<F, O>(carry, feature, { operation, input, requestId }, patience)
}
