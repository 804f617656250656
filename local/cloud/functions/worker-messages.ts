import type { FunctionLimits } from './call-environment'

/** What a worker thread is told when it starts. */
export interface WorkerSetup {
  functionName: string
  file: string
  memoryMb: number
  environment: Record<string, string>
  sharedClock: SharedArrayBuffer
}

/** One call, sent to an idle worker. */
export interface WorkerCall {
  event: string
  environment: Record<string, string>
  limits: FunctionLimits
}

/** What a worker sends back: any number of lines, then how the call ended. */
export type WorkerMessage =
  | { kind: 'line'; line: string }
  | { kind: 'reply'; reply: string }
  | { kind: 'failure'; message: string; stack: string }
