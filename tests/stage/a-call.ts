import { CallRecord, type CallStart, type RequestRecord } from '../../local/cloud/call-log'

/** A request that was answered. */
export const asked = (action: string, rest: Partial<RequestRecord> = {}): RequestRecord => ({
  action: `database.${action}`,
  collection: null,
  outcome: 'ok',
  duplicate: false,
  ...rest,
})

/** A call that ended well, unless said otherwise. */
export function aCall({
  requests = [asked('getDocument', { collection: 'accounts' })],
  refusal = null,
  error,
  died = false,
  durationMs = 12.4,
  ...start
}: Partial<CallStart & Pick<CallRecord, 'refusal' | 'died' | 'durationMs'>> & {
  requests?: RequestRecord[]
  error?: { code: string; message: string }
} = {}): CallRecord {
  const call = new CallRecord({
    id: 'i1',
    functionName: 'member',
    operation: 'home',
    attempt: 1,
    caller: { openid: 'demo-diner-1' },
    ...start,
  })
  call.requests.push(...requests)
  call.refusal = refusal
  call.died = died
  call.durationMs = durationMs
  if (error) call.error = error
  return call
}
