import type { Server } from 'node:http'
import path from 'node:path'
import { emptyDataFolder } from './data-folder'
import { endOnSignal } from './end-on-signal'
import { commandLine, dataFolder, tellFailure, UsageError, wholeNumber } from './options'
import { dataIdOf, faultsTo, openDemoCloud } from './restaurant'
import { listenOnLoopback, PortTaken } from './stage/loopback'
import { openRepositoryBuild, openRestaurantStage } from './stage/restaurant-stage'
import { StageMemory } from './stage/stage-memory'

const PORT = 5180
const AUTOMATOR_PORT = 9420
/** How many ports are tried when nobody asked for a certain one. */
const TRIES = 20

const HELP = `npm start -- [--port N] [--automator-port N] [--data DIR] [--fresh]
  --port N            where the phones are (default ${PORT}, else the next free one; 0 takes any)
  --automator-port N  where miniprogram-automator connects (default ${AUTOMATOR_PORT}, else the next free one)
  --data DIR          where the local cloud keeps its documents (default .local)
  --fresh             begin with an empty data folder`

async function start(): Promise<void> {
  const { values } = commandLine({
    options: {
      port: { type: 'string' },
      'automator-port': { type: 'string' },
      data: { type: 'string', default: '.local' },
      fresh: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(HELP)
  const dataDir = dataFolder(values.data)
  // Ports come first, so that a busy one is heard of before anything starts.
  const server = await listen('port', values.port, PORT)
  const automatorServer = await listen('automator-port', values['automator-port'], AUTOMATOR_PORT)
  if (values.fresh) emptyDataFolder(dataDir)
  const memory = new StageMemory(path.join(dataDir, 'stage.json'))
  const shift = memory.now.clockShiftMs
  const cloud = await openDemoCloud(dataDir, {
    instances: 'workers',
    log: faultsTo(process.stderr),
    // Before any timer runs: documents of a later time must not see an earlier one.
    ...(shift > 0 && { at: Date.now() + shift }),
  })
  cloud.timers.run()
  const build = await openRepositoryBuild(true)
  const dataId = dataIdOf(dataDir)
  const stage = await openRestaurantStage({ cloud, server, automatorServer, dataId, build, memory })
  endOnSignal(async () => {
    await stage.close()
    await cloud.close()
  })
  for (const { file, line, message } of build.problems()) {
    console.error(`${file}${line === undefined ? '' : `:${line}`}  ${message}`)
  }
  console.log(`回味已开张，用浏览器打开：${stage.url}`)
  console.log(`数据：${values.data}   自动化端口：${stage.relay.port}   Ctrl-C 结束`)
}

/** The port asked for and no other; or, when none was, the first free one from the usual on. */
async function listen(option: string, asked: string | undefined, usual: number): Promise<Server> {
  const first = asked === undefined ? usual : wholeNumber(option, asked, 0, 65_535)
  const last = asked === undefined ? usual + TRIES - 1 : first
  for (let port = first; ; port += 1) {
    try {
      return await listenOnLoopback(port)
    } catch (error) {
      if (!(error instanceof PortTaken)) throw error
      if (port === last) throw new UsageError(`${error.message}; try --${option} 0`)
    }
  }
}

start().catch((error: unknown) => {
  tellFailure(error, HELP)
  // Servers and threads may be open already; none of them outlives this process.
  process.exit()
})
