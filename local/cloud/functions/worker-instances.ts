import { Worker } from 'node:worker_threads'
import { functionFailed } from '../errors'
import { limits } from '../limits'
import type { FunctionFolder } from './function-folder'
import type { FunctionCall, Instances } from './instances'
import type { WorkerCall, WorkerMessage, WorkerSetup } from './worker-messages'

interface WorkerOptions {
  /** The bundle of `worker.ts`. */
  workerFile: string
  sharedClock: SharedArrayBuffer
  environment: Record<string, string>
  log: (line: string, functionName: string) => void
}

/** Runs functions as the platform does: an instance is a thread, serves one call at a time, and stays warm. */
export class WorkerInstances implements Instances {
  private readonly pools = new Map<string, Pool>()
  private closed = false

  constructor(private readonly options: WorkerOptions) {}

  async run(call: FunctionCall): Promise<string> {
    const pool = this.pool(call.invocation.folder)
    const instance = await pool.acquire(call.limits.memoryMb)
    if (call.invocation.dead) {
      pool.release(instance)
      throw new Error('The invocation ended before an instance was free')
    }
    call.invocation.whenDead(() => pool.discard(instance))
    try {
      return await instance.run(call)
    } finally {
      pool.release(instance)
    }
  }

  coldStart(functionName?: string): void {
    for (const [name, pool] of this.pools)
      if (functionName === undefined || functionName === name) pool.forgetWarm()
  }

  async close(): Promise<void> {
    this.closed = true
    await Promise.all([...this.pools.values()].map((pool) => pool.close()))
  }

  private pool(folder: FunctionFolder): Pool {
    const known = this.pools.get(folder.name)
    if (known) return known
    const pool = new Pool((memoryMb, onLost) => {
      if (this.closed) throw functionFailed(folder.name, 'the local cloud is closed')
      return new Instance(folder, memoryMb, this.options, onLost)
    })
    this.pools.set(folder.name, pool)
    return pool
  }
}

/** The instances of one function. */
class Pool {
  private readonly all = new Set<Instance>()
  private readonly idle = new Set<Instance>()
  private readonly queue: (() => void)[] = []

  constructor(private readonly start: (memoryMb: number, onLost: () => void) => Instance) {}

  async acquire(memoryMb: number): Promise<Instance> {
    for (;;) {
      const warm = [...this.idle].at(-1)
      if (warm) {
        this.idle.delete(warm)
        return warm
      }
      if (this.all.size < limits.instancesPerFunction) {
        const instance: Instance = this.start(memoryMb, () => this.discard(instance))
        this.all.add(instance)
        return instance
      }
      await new Promise<void>((resolve) => this.queue.push(resolve))
    }
  }

  release(instance: Instance): void {
    if (instance.usable && this.all.has(instance)) this.idle.add(instance)
    else this.discard(instance)
    this.queue.shift()?.()
  }

  /** An instance can also be lost while it is idle: a timer left behind by a call may throw. */
  discard(instance: Instance): void {
    this.all.delete(instance)
    this.idle.delete(instance)
    void instance.terminate()
  }

  /** Instances at work finish their call first. */
  forgetWarm(): void {
    for (const instance of this.idle) this.discard(instance)
    for (const instance of this.all) instance.usable = false
  }

  /** Calls that wait for an instance ask for a new one, which is refused by then. */
  async close(): Promise<void> {
    const ending = [...this.all].map((instance) => instance.terminate())
    this.all.clear()
    this.idle.clear()
    for (const wake of this.queue.splice(0)) wake()
    await Promise.all(ending)
  }
}

/** How a call in a worker ended: as the worker says, or with the worker itself. */
type Ending = Exclude<WorkerMessage, { kind: 'line' }> | { kind: 'lost'; error: Error }

class Instance {
  usable = true
  private readonly worker: Worker
  private settle: ((ending: Ending) => void) | null = null

  constructor(
    folder: FunctionFolder,
    memoryMb: number,
    options: WorkerOptions,
    private readonly onLost: () => void,
  ) {
    const { environment, sharedClock } = options
    const { name: functionName, file } = folder
    const setup: WorkerSetup = { functionName, file, memoryMb, environment, sharedClock }
    this.worker = new Worker(options.workerFile, {
      workerData: setup,
      env: environment,
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    })
    this.worker.on('message', (message: WorkerMessage) => {
      if (message.kind === 'line') options.log(message.line, folder.name)
      else this.settle?.(message)
    })
    this.worker.on('error', (error) => this.lose(error))
    this.worker.on('exit', () => this.lose(new Error('The instance ended')))
  }

  async run({ event, environment, limits: callLimits }: FunctionCall): Promise<string> {
    const call: WorkerCall = { event, environment, limits: callLimits }
    const ending = await new Promise<Ending>((resolve) => {
      this.settle = resolve
      this.worker.postMessage(call)
    })
    this.settle = null
    if (ending.kind === 'reply') return ending.reply
    if (ending.kind === 'lost') throw ending.error
    throw Object.assign(new Error(ending.message), { stack: ending.stack })
  }

  async terminate(): Promise<void> {
    this.usable = false
    await this.worker.terminate()
  }

  private lose(error: Error): void {
    this.usable = false
    this.settle?.({ kind: 'lost', error })
    this.onLost()
  }
}
