import { randomUUID } from 'node:crypto'
import type { CallRecord, Caller } from '../call-log'
import { functionFailed, type CloudError } from '../errors'
import { defaultAppId } from './call-environment'
import type { FunctionFolder } from './function-folder'

/** One run of a function, from call to reply or death. */
export class Invocation {
  readonly id = `i${randomUUID().replaceAll('-', '')}`
  readonly record: CallRecord
  private death: CloudError | null = null
  private readonly onDeath: ((error: CloudError) => void)[] = []

  constructor(
    readonly folder: FunctionFolder,
    readonly caller: Caller,
    operation: string | null,
  ) {
    this.record = {
      id: this.id,
      functionName: folder.name,
      operation,
      caller,
      requests: [],
      databaseRequests: 0,
      durationMs: 0,
    }
  }

  /** The mini-program that calls; null for a timer. */
  get appId(): string | null {
    return 'timer' in this.caller ? null : (this.caller.appid ?? defaultAppId)
  }

  /** From its death on, nothing the invocation asks is executed or answered. */
  get dead(): boolean {
    return this.death !== null
  }

  /** Ends the invocation from outside: out of time, or its instance is lost. */
  die(error: CloudError = functionFailed(this.folder.name, 'the instance died')): void {
    if (this.death) return
    this.death = error
    for (const listener of this.onDeath) listener(error)
  }

  whenDead(listener: (error: CloudError) => void): void {
    this.onDeath.push(listener)
  }
}

/** Finds the invocation that a request of the SDK belongs to. */
export class Invocations {
  private readonly known = new Map<string, Invocation>()

  add(invocation: Invocation): void {
    this.known.set(invocation.id, invocation)
  }

  /** Dead ones stay known, so that what they still ask can be told from a stranger's requests. */
  finished(invocation: Invocation): void {
    if (!invocation.dead) this.known.delete(invocation.id)
  }

  /** The SDK puts `TCB_SEQID`, which is the invocation's id, in front of each request's number. */
  ofRequest(url: string): Invocation | null {
    const sequence = new URL(url, 'http://local').searchParams.get('seqId') ?? ''
    return this.known.get(sequence.split('-')[0] ?? '') ?? null
  }
}
