import type { CallLog, Caller } from '../call-log'
import {
  CloudError,
  functionDataTooLarge,
  functionFailed,
  functionForbidden,
  functionResultTooLarge,
  functionTimeout,
} from '../errors'
import type { Faults } from '../faults'
import { limits } from '../limits'
import { callEnvironment, callEvent, type FunctionLimits } from './call-environment'
import { readFunctionFolder } from './function-folder'
import type { Instances } from './instances'
import { isClient, mayInvoke, type InvokeRules } from './invoke-rules'
import { Invocation, type Invocations } from './invocation'
import { describeThrown } from './thrown'

interface RunnerOptions {
  functionsDir: string
  functionLimits: Record<string, FunctionLimits>
  invokeRules: InvokeRules
  instances: Instances
  invocations: Invocations
  calls: CallLog
  faults: Faults
  now: () => number
}

const defaultLimits: FunctionLimits = {
  timeoutSeconds: limits.functionTimeoutSeconds,
  memoryMb: limits.functionMemoryMb,
}

/** Carries out calls of functions: event in, reply out, within the function's limits, and on record. */
export class FunctionRunner {
  constructor(private readonly options: RunnerOptions) {}

  /** Rejects with CloudError, whatever went wrong. */
  async invoke(functionName: string, event: Record<string, unknown>, caller: Caller): Promise<unknown> {
    const { functionsDir, invokeRules, invocations, calls, faults } = this.options
    // Before the function is looked for: who may not call learns nothing of what there is [F].
    if (!mayInvoke(invokeRules, functionName, caller)) throw functionForbidden(functionName)
    refuseTooLarge(functionName, event, caller)
    const folder = readFunctionFolder(functionsDir, functionName)
    const operation = typeof event.operation === 'string' ? event.operation : null
    const attempt = typeof event.attempt === 'number' ? event.attempt : 1
    const invocation = new Invocation(folder, caller, operation, attempt)
    invocations.started(invocation)
    calls.add(invocation.record)
    faults.invocationStarts(invocation.id, functionName, operation)
    const startedAt = performance.now()
    try {
      const reply = JSON.parse(await this.untilReplyOrDeath(invocation, event)) as unknown
      invocation.record.refusal = refusalIn(reply)
      return reply
    } catch (error) {
      const failed = asCloudError(error, functionName)
      invocation.record.error = { code: failed.code, message: failed.message }
      throw failed
    } finally {
      invocation.record.durationMs = performance.now() - startedAt
      invocations.ended(invocation)
      calls.ended(invocation.record)
    }
  }

  private async untilReplyOrDeath(invocation: Invocation, event: Record<string, unknown>): Promise<string> {
    const { name } = invocation.folder
    const callLimits = this.options.functionLimits[name] ?? defaultLimits
    let timer: NodeJS.Timeout | undefined
    const death = new Promise<never>((_resolve, reject) => {
      invocation.whenDead(reject)
      timer = setTimeout(
        () => invocation.die(functionTimeout(name, callLimits.timeoutSeconds)),
        callLimits.timeoutSeconds * 1000,
      )
    })
    const reply = this.options.instances.run({
      invocation,
      event: JSON.stringify(callEvent(event, invocation.caller, this.options.now())),
      environment: callEnvironment(invocation.id, invocation.caller),
      limits: callLimits,
    })
    reply.catch(() => {}) // after a death nobody waits for it
    try {
      return withinLimit(await Promise.race([reply, death]), name)
    } finally {
      clearTimeout(timer)
    }
  }
}

/** Our functions answer `{ ok: false, reason }` when they say no; whatever else a function answers is no refusal. */
function refusalIn(reply: unknown): string | null {
  if (typeof reply !== 'object' || reply === null) return null
  const { ok, reason } = reply as { ok?: unknown; reason?: unknown }
  return ok === false && typeof reason === 'string' ? reason : null
}

function withinLimit(reply: string, functionName: string): string {
  if (Buffer.byteLength(reply) <= limits.functionResultBytes) return reply
  throw functionResultTooLarge(functionName)
}

function refuseTooLarge(functionName: string, event: Record<string, unknown>, caller: Caller): void {
  if (!isClient(caller)) return
  const bytes = Buffer.byteLength(JSON.stringify(event))
  if (bytes > limits.clientCallBytes) throw functionDataTooLarge(functionName, bytes, limits.clientCallBytes)
}

function asCloudError(error: unknown, functionName: string): CloudError {
  if (error instanceof CloudError) return error
  const { message, stack } = describeThrown(error)
  const failed = functionFailed(functionName, message)
  if (stack !== '') failed.stack = `${failed.code}: ${functionName}: ${stack}`
  return failed
}
