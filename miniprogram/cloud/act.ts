import type { FeatureName, Input, OperationName, Reply } from '../../contract'
import { call, newRequestId } from './call'
import { toAct } from './patience'
import type { NoReply } from './repeat'

/**
 * How long an unanswered intention is remembered: whoever comes back to it within that time means the same one. As
 * long as a till's ticket lives; later, what was meant is looked up in a list, not guessed.
 */
const REMEMBERED_MS = 30 * 60_000
const PREFIX = 'intention:'

interface Intention {
  requestId: string
  at: number
}

const underWay = new Map<string, Promise<unknown>>()

/**
 * Does something once. The same act asked for again while it is under way is that act: both hear the one reply. One
 * whose reply never came keeps its request id in the phone's storage, so that trying again, even after the
 * mini-program was closed, is the same request and is booked once. `meant` tells an act from others where that is not all
 * of the input: a reward redeemed again at another price, its first reply lost, is the one that may be booked already.
 */
export function act<F extends FeatureName, O extends OperationName<F>>(
  feature: F,
  operation: O,
  input: Input<F, O>,
  meant: object = input as object,
): Promise<Reply<F, O> | NoReply> {
  const key = `${PREFIX}${feature}.${operation}:${JSON.stringify(meant)}`
  const already = underWay.get(key) as Promise<Reply<F, O> | NoReply> | undefined
  if (already) return already
  const acting = actOnce<F, O>(key, feature, operation, input).finally(() => underWay.delete(key))
  underWay.set(key, acting)
  return acting
}

async function actOnce<F extends FeatureName, O extends OperationName<F>>(
  key: string,
  feature: F,
  operation: O,
  input: Input<F, O>,
): Promise<Reply<F, O> | NoReply> {
  const requestId = remembered(key) ?? remember(key)
  const reply = await call(feature, operation, input, { requestId, patience: toAct })
  if (isAnswer(reply)) wx.removeStorageSync(key)
  return reply
}

/** Drops the intentions nobody came back to. For the start of the mini-program. */
export function forgetOldIntentions(): void {
  for (const key of wx.getStorageInfoSync().keys) {
    if (key.startsWith(PREFIX) && remembered(key) === null) wx.removeStorageSync(key)
  }
}

/** A fault or silence leaves it open whether the thing was done. */
export function isAnswer(reply: { ok: true } | { ok: false; reason: string }): boolean {
  return reply.ok || !['no-reply', 'busy', 'fault'].includes(reply.reason)
}

function remembered(key: string): string | null {
  const intention = wx.getStorageSync<Intention | ''>(key)
  return intention && Date.now() - intention.at < REMEMBERED_MS ? intention.requestId : null
}

function remember(key: string): string {
  const requestId = newRequestId()
  wx.setStorageSync(key, { requestId, at: Date.now() })
  return requestId
}
