import { getHeapStatistics } from 'node:v8'
import { parentPort, workerData } from 'node:worker_threads'
import { followClock } from '../clock'
import { callContext } from './call-environment'
import { FunctionBundle, type FunctionMain } from './function-bundle'
import { describeThrown } from './thrown'
import { lineConsole } from './line-console'
import { movableDate } from './movable-date'
import type { WorkerCall, WorkerMessage, WorkerSetup } from './worker-messages'

/** The entry of a worker thread: one function instance, with one call at a time. */
const setup = workerData as WorkerSetup
let main: FunctionMain | null = null
let callVariables: string[] = []

function send(message: WorkerMessage): void {
  parentPort?.postMessage(message)
}

function startInstance(): FunctionMain {
  return FunctionBundle.of(setup.file).start(
    {
      process,
      Date: movableDate(followClock(setup.sharedClock)),
      console: lineConsole((line) => send({ kind: 'line', line })),
      setTimeout,
      setInterval,
    },
    {},
  )
}

async function answer(call: WorkerCall): Promise<void> {
  for (const name of callVariables) delete process.env[name]
  Object.assign(process.env, call.environment)
  callVariables = Object.keys(call.environment)
  try {
    main ??= startInstance()
    const context = callContext(
      setup.functionName,
      { ...setup.environment, ...call.environment },
      call.limits,
    )
    const reply = await main(JSON.parse(call.event), context)
    send({ kind: 'reply', reply: JSON.stringify(reply) ?? 'null' })
  } catch (error) {
    send({ kind: 'failure', ...describeThrown(error) })
  }
}

/** How often an instance looks at what it holds, in milliseconds. */
const LOOKS_EVERY_MS = 100

/** The thread's own limit is of its JavaScript alone; the function's is of its buffers too. */
function endWhenTooLarge(memoryMb: number): void {
  const outside = Math.round(getHeapStatistics().external_memory / 1_048_576)
  // Nobody catches it: the instance is lost, as one is that the platform ends.
  if (outside > memoryMb) throw new Error(`out of memory: ${outside} MB of buffers, ${memoryMb} MB at most`)
}
setInterval(() => endWhenTooLarge(setup.memoryMb), LOOKS_EVERY_MS).unref()

parentPort?.on('message', (call: WorkerCall) => void answer(call))
