import { AsyncLocalStorage } from 'node:async_hooks'
import type http from 'node:http'
import { callContext } from './call-environment'
import { FunctionBundle, type FunctionMain } from './function-bundle'
import { hostJson } from './host-realm'
import type { FunctionCall, Instances } from './instances'
import { mortalTimers } from './mortal-timers'
import { lineConsole } from './line-console'
import { movableDate } from './movable-date'

interface InProcessOptions {
  http: typeof http
  now: () => number
  environment: Record<string, string>
  log: (line: string, functionName: string) => void
}

/**
 * Runs functions in this very process: one instance each, which serves all calls, also at the same time.
 * Every call sees its own variables in `process.env`; no global is touched.
 */
export class InProcessInstances implements Instances {
  private readonly calls = new AsyncLocalStorage<FunctionCall>()
  private readonly warm = new Map<string, FunctionMain>()
  private readonly date: DateConstructor

  constructor(private readonly options: InProcessOptions) {
    this.date = movableDate(options.now)
  }

  async run(call: FunctionCall): Promise<string> {
    const { name, file } = call.invocation.folder
    call.invocation.whenDead(() => this.warm.delete(name))
    return this.calls.run(call, async () => {
      const main = this.warm.get(name) ?? this.start(name, file)
      const environment = { ...this.options.environment, ...call.environment }
      const reply = await main(hostJson.parse(call.event), callContext(name, environment, call.limits))
      return hostJson.stringify(reply) ?? 'null'
    })
  }

  coldStart(functionName?: string): void {
    if (functionName === undefined) this.warm.clear()
    else this.warm.delete(functionName)
  }

  async close(): Promise<void> {
    this.warm.clear()
    // Every promise of this process would carry it along for ever: a hundred clouds later each is several times as slow.
    this.calls.disable()
  }

  private start(name: string, file: string): FunctionMain {
    const ownProcess = this.instanceProcess()
    const scope = {
      process: ownProcess,
      Date: this.date,
      console: lineConsole((line) => this.options.log(line, name)),
      ...mortalTimers(() => this.calls.getStore()?.invocation ?? null),
    }
    const main = FunctionBundle.of(file).start(scope, { http: this.options.http, process: ownProcess })
    this.warm.set(name, main)
    return main
  }

  /** The process, but with the variables of the platform, the instance and the call instead of the host's. */
  private instanceProcess(): typeof process {
    const instance: Record<string, string> = { ...this.options.environment }
    const ofCall = new WeakMap<FunctionCall, Record<string, string>>()
    const visible = (): Record<string, string> => {
      const call = this.calls.getStore()
      if (!call) return instance
      const known = ofCall.get(call)
      if (known) return known
      // SDKs read a dozen variables per request: no trap stands in the way of reading.
      const env = new Proxy(
        { ...instance, ...call.environment },
        {
          set: (target, name, value) => {
            target[String(name)] = instance[String(name)] = String(value)
            return true
          },
        },
      )
      ofCall.set(call, env)
      return env
    }
    const bound = new Map<unknown, unknown>()
    return new Proxy(process, {
      get: (target, name) => {
        if (name === 'env') return visible()
        const value: unknown = Reflect.get(target, name)
        if (typeof value !== 'function') return value
        if (!bound.has(value)) bound.set(value, value.bind(target))
        return bound.get(value)
      },
    })
  }
}
