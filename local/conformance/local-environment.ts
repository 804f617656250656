import { openLocalCloud } from '../cloud/local-cloud'
import type { Json } from './case'
import type { Environment } from './environment'
import { waitingLine } from './open-scope'

export interface LocalEnvironmentOptions {
  /** Has the suite as its function `suite`: `dist/conformance`. */
  functionsDir: string
  /** The collections of the suite and their indexes: `local/conformance/collections`. */
  rulesDir: string
}

/** An empty local cloud in this process. Where a case waits, the clock is moved. */
export async function openLocalEnvironment(options: LocalEnvironmentOptions): Promise<Environment> {
  const cloud = await openLocalCloud({
    ...options,
    dataDir: null,
    instances: 'in-process',
    environment: {},
    functionLimits: { suite: { timeoutSeconds: 60, memoryMb: 256 } },
    log: (line) => {
      const seconds = waitingLine.exec(line)?.[1]
      if (seconds !== undefined) cloud.clock.advance(Number(seconds) * 1000)
    },
  })
  return {
    name: 'the local cloud',
    kind: 'local',
    run: async (sentence, { localOnly }, sdk) => {
      if (localOnly)
        cloud.faults.arm({ functionName: 'suite', request: localOnly.conflictAt, kind: 'conflict' })
      const event = { operation: sentence, sdk }
      return (await cloud.invoke('suite', event, { openid: 'o-conformance' })) as Json
    },
    close: () => cloud.close(),
  }
}
