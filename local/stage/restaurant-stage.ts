import type { Server } from 'node:http'
import path from 'node:path'
import { openRelay, type Relay } from '../automator/relay'
import type { LocalCloud } from '../cloud/local-cloud'
import { repository } from '../options'
import { openPreviewBuild, type PreviewBuild } from '../preview/build'
import type { StagePhone } from './phones'
import { openStage, type Stage } from './server'
import type { StageMemory } from './stage-memory'

export interface RestaurantStageOptions {
  cloud: LocalCloud
  /** From `listenOnLoopback`; the stage closes it. */
  server: Server
  /** From `listenOnLoopback` too. */
  automatorServer: Server
  /** Names the cloud's data; phones forget what they stored when it is another. */
  dataId: string
  /** The compiled mini-program; closed with the stage. */
  build: PreviewBuild
  phones?: readonly StagePhone[]
  /** What the stage must know again the next time; default: it forgets. */
  memory?: StageMemory
  /** The phone's screen as PNG in base64, when a browser of ours shows it. */
  screenshot?(phone: string): Promise<string>
  /** A client of the automator said goodbye. */
  onClose?(): void
}

export interface RestaurantStage extends Stage {
  relay: Relay
}

/** Compiles a mini-program; default: this repository's. With `watch` again whenever its source changes. */
export function openRepositoryBuild(watch: boolean, miniprogramDir?: string): Promise<PreviewBuild> {
  const root = repository()
  return openPreviewBuild({
    miniprogramDir: miniprogramDir ?? path.join(root, 'miniprogram'),
    nodeModulesDir: path.join(root, 'node_modules'),
    runtimeDir: path.join(root, 'local/preview/runtime'),
    watch,
  })
}

/**
 * The restaurant's mini-program on the stage, with the automator's door open. Closing it leaves the cloud open.
 */
export async function openRestaurantStage(options: RestaurantStageOptions): Promise<RestaurantStage> {
  const root = repository()
  const stage = await openStage({
    ...options,
    nodeModulesDir: path.join(root, 'node_modules'),
    pageDir: path.join(root, 'local/stage/page'),
  })
  const relay = openRelay({
    server: options.automatorServer,
    connections: stage.connections,
    isPhone: (name) => stage.phones.get(name) !== null,
    ...(options.screenshot ? { screenshot: options.screenshot } : {}),
    ...(options.onClose ? { onClose: options.onClose } : {}),
  })
  return {
    ...stage,
    relay,
    close: async () => {
      await relay.close()
      await stage.close()
      await options.build.close()
    },
  }
}
