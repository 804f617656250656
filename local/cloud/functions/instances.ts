import type { FunctionLimits } from './call-environment'
import type { Invocation } from './invocation'

/** One call, ready to be carried out by an instance of the function. */
export interface FunctionCall {
  invocation: Invocation
  /** The event, as JSON. */
  event: string
  /** The variables of this call alone. */
  environment: Record<string, string>
  limits: FunctionLimits
}

/** Where functions run. */
export interface Instances {
  /** Gives the reply as JSON, rejects with what the function threw. Stays open when the invocation dies. */
  run(call: FunctionCall): Promise<string>
  /** Forgets warm instances, of one function or of all. */
  coldStart(functionName?: string): void
  close(): Promise<void>
}
