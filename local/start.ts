import { createServer, type Server } from 'node:http'
import { openDemoCloud } from './restaurant'
import { playMainJob } from './demo/main-job'
import { commandLine, dataFolder, tellFailure, UsageError, wholeNumber } from './options'
import { emptyDataFolder } from './data-folder'

const HELP = `npm start -- [--port N] [--data DIR] [--fresh]
  --port N    where GET /health answers (default 5180; 0 takes any free port)
  --data DIR  where the local cloud keeps its documents (default .local)
  --fresh     begin with an empty data folder`

async function start(): Promise<void> {
  const { values } = commandLine({
    options: {
      port: { type: 'string', default: '5180' },
      data: { type: 'string', default: '.local' },
      fresh: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(HELP)
  const port = wholeNumber('port', values.port, 0, 65_535)
  const dataDir = dataFolder(values.data)
  const health = await listen(port)
  try {
    if (values.fresh) emptyDataFolder(dataDir)
    const cloud = await openDemoCloud(dataDir, { instances: 'workers', log: faultsTo(process.stderr) })
    endOnSignal(async () => {
      health.server.close()
      await cloud.close()
    })
    console.log('回味演示：一家面馆，从入会到领走一杯酸梅汤。每一步都走真实的云函数，数据存在本机。')
    await playMainJob(cloud, (line) => console.log(line)).catch(async (error: unknown) => {
      await cloud.close()
      throw error
    })
    health.ready()
    console.log(`\n就绪：http://127.0.0.1:${health.port}/health   数据：${values.data}   Ctrl-C 结束`)
  } catch (error) {
    health.server.close()
    throw error
  }
}

/** Of the functions' log only faults are worth a line here; calls are told as a story. */
function faultsTo(out: NodeJS.WriteStream): (line: string) => void {
  return (line) => {
    if (!line.startsWith('{"kind":"call"') && !line.startsWith('{"kind":"job"')) out.write(`${line}\n`)
  }
}

interface Health {
  server: Server
  port: number
  ready(): void
}

/** Answers whether the product is up. Taken first, so that a busy port is heard of before anything starts. */
function listen(port: number): Promise<Health> {
  let ready = false
  const server = createServer((request, response) => {
    const known = request.method === 'GET' && request.url === '/health'
    response.writeHead(known ? 200 : 404, { 'content-type': 'application/json' })
    response.end(JSON.stringify(known ? { ready } : { error: 'not found' }))
  })
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new UsageError(`port ${port} is taken; try --port 0`) : error),
    )
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      const taken = typeof address === 'object' && address ? address.port : port
      resolve({ server, port: taken, ready: () => (ready = true) })
    })
  })
}

/** Ctrl-C ends everything this process started: functions' threads, loopback server, database. */
function endOnSignal(end: () => Promise<void>): void {
  let ending = false
  const once = (): void => {
    if (ending) return
    ending = true
    void end().finally(() => process.exit(0))
  }
  process.on('SIGINT', once)
  process.on('SIGTERM', once)
  // The process that started us is gone, however it went.
  process.on('disconnect', once)
}

start().catch((error: unknown) => tellFailure(error, HELP))
