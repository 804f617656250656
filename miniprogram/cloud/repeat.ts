import type { Envelope, FeatureName, OperationName, Reply } from '../../contract'

/** How a call is carried; throws when no reply came back. */
export type Carrier = (feature: FeatureName, envelope: Envelope) => Promise<unknown>

export interface Patience {
  /** Times a call is sent in all. */
  attempts: number
  /** Milliseconds to wait before the given attempt (2, 3 …). */
  pause: (attempt: number) => Promise<void>
  /** No further attempt begins once so many milliseconds have passed; left out, only `attempts` counts. */
  longestMs?: number
}

/** The reply never came: the request may or may not have been done, and is safe to send again. */
export interface NoReply {
  ok: false
  reason: 'no-reply'
  details: Record<string, never>
}

/**
 * Sends one request until it is answered. `busy`, a fault and a lost reply are repeated with the same request id,
 * which is what makes the repetition harmless; `attempt` lets the function look first whether it is done already.
 */
export async function callUntilAnswered<F extends FeatureName, O extends OperationName<F>>(
  carry: Carrier,
  feature: F,
  envelope: Envelope,
  patience: Patience,
): Promise<Reply<F, O> | NoReply> {
  const startedAt = Date.now()
  let last: Reply<F, O> | NoReply = { ok: false, reason: 'no-reply', details: {} }
  for (let attempt = 1; attempt <= patience.attempts; attempt++) {
    if (attempt > 1) await patience.pause(attempt)
    if (attempt > 1 && Date.now() - startedAt >= (patience.longestMs ?? Infinity)) break
    try {
      last = (await carry(feature, { ...envelope, attempt })) as Reply<F, O>
      const again = !last.ok && (last.reason === 'busy' || last.reason === 'fault')
      if (!again) return last
    } catch {
      last = { ok: false, reason: 'no-reply', details: {} }
    }
  }
  return last
}
