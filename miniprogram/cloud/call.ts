import type { FeatureName, Input, OperationName, Reply } from '../../contract'
import { LONGEST_TRY_MS, soon, toRead } from './patience'
import { callUntilAnswered, type Carrier, type NoReply, type Patience } from './repeat'

const carry: Carrier = async (name, envelope) => {
  const { result } = await soon(wx.cloud.callFunction({ name, data: envelope }), LONGEST_TRY_MS)
  return result
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
