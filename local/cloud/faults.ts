/**
 * not-sent: the request is not executed, the SDK sees its connection reset.
 * reply-lost: executed, then the connection is reset.
 * conflict: not executed; a transaction conflict is answered and the transaction aborted.
 * killed: not executed; the instance dies, nothing it asks from then on is executed or answered,
 *   and a transaction it holds keeps its locks until its lifetime runs out.
 * killed-after: executed, then the same death.
 */
export type FaultKind = 'not-sent' | 'reply-lost' | 'conflict' | 'killed' | 'killed-after'

export interface ArmedFault {
  functionName?: string
  operation?: string
  /** Which database request of the invocation, counted from 1. */
  request: number
  kind: FaultKind
}

/** One database request about to be executed, as the hook sees it. */
export interface UpcomingRequest {
  /** Counts all database requests since the cloud was opened, from 1. */
  number: number
  action: string
  collection: string | null
  functionName: string | null
  operation: string | null
}

/** Makes chosen database requests fail, so that tests can visit every one of them. */
export class Faults {
  private armed: ArmedFault | null = null
  private target: string | null = null
  private hook: ((request: UpcomingRequest) => void) | null = null
  private count = 0
  private hasFired = false

  /** Whether the fault armed last has happened. */
  get fired(): boolean {
    return this.hasFired
  }

  /** One shot, at the next matching invocation only: if that makes fewer requests, `fired` stays false. */
  arm(fault: ArmedFault): void {
    this.armed = fault
    this.target = null
    this.hasFired = false
  }

  disarm(): void {
    this.armed = null
  }

  /** `hook` runs before each database request; null removes it. */
  onEveryRequest(hook: ((request: UpcomingRequest) => void) | null): void {
    this.hook = hook
  }

  invocationStarts(id: string, functionName: string, operation: string | null): void {
    const fault = this.armed
    if (!fault || this.target !== null) return
    if (fault.functionName !== undefined && fault.functionName !== functionName) return
    if (fault.operation !== undefined && fault.operation !== operation) return
    this.target = id
  }

  requestStarts(request: Omit<UpcomingRequest, 'number'>): void {
    this.count += 1
    this.hook?.({ number: this.count, ...request })
  }

  /** The fault for a database request of an invocation, if it is that one's turn; `number` counts it, if need be. */
  take(invocationId: string, number: () => number): FaultKind | null {
    const fault = this.armed
    if (!fault || this.target !== invocationId || fault.request !== number()) return null
    this.armed = null
    this.hasFired = true
    return fault.kind
  }
}
