import type { FeatureName, Input, OperationName, Reply } from '../../contract'
import { call, newRequestId, toAct } from './call'
import type { NoReply } from './repeat'

/** How long an unanswered intention is remembered: whoever comes back to it means the same one. */
const REMEMBERED_MS = 24 * 3_600_000

interface Intention {
  requestId: string
  at: number
}

const underWay = new Set<string>()

/**
 * Does something once. The same act tapped again while it is under way is not sent at all: null. One whose reply
 * never came keeps its request id in the phone's storage, so that trying again, even after the mini-program was
 * closed, is the same request and is booked once.
 */
export async function act<F extends FeatureName, O extends OperationName<F>>(
  feature: F,
  operation: O,
  input: Input<F, O>,
): Promise<Reply<F, O> | NoReply | null> {
  const key = `intention:${feature}.${operation}:${JSON.stringify(input)}`
  if (underWay.has(key)) return null
  underWay.add(key)
  try {
    const requestId = remembered(key) ?? remember(key)
    const reply = await call(feature, operation, input, { requestId, patience: toAct })
    if (isAnswer(reply)) wx.removeStorageSync(key)
    return reply
  } finally {
    underWay.delete(key)
  }
}

/** A fault or silence leaves it open whether the thing was done. */
function isAnswer(reply: { ok: true } | { ok: false; reason: string }): boolean {
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
