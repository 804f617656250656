import { join } from 'node:path'
import { CallLog, type Caller } from './call-log'
import { MovableClock, type Clock } from './clock'
import { readCollectionRules } from './collections'
import { Database } from './engine/database'
import { DocumentStore } from './engine/document-store'
import type { Examined } from './engine/examined'
import type { FullScans } from './engine/full-scans'
import { History } from './engine/history'
import { Locks } from './engine/locks'
import { Transactions, type Transaction } from './engine/transactions'
import { fromPlain, isDocument, type Document } from './engine/values'
import { Faults } from './faults'
import { defaultAppId, platformEnvironment, type FunctionLimits } from './functions/call-environment'
import { readFunctionFolders } from './functions/function-folder'
import { FunctionRunner } from './functions/function-runner'
import { InProcessInstances } from './functions/in-process-instances'
import type { Instances } from './functions/instances'
import { defaultInvokeRules, readInvokeRules } from './functions/invoke-rules'
import { Invocations } from './functions/invocation'
import { WorkerInstances } from './functions/worker-instances'
import { WeChat } from './openapi/wechat'
import type { Durability } from './sqlite-file'
import { CloudFiles } from './storage/cloud-files'
import { defaultStorageRule, readStorageRule } from './storage/storage-rule'
import { Timers, type TimedFunction } from './timers/timers'
import { DatabaseProtocol } from './wire/database-protocol'
import { Gateway } from './wire/gateway'
import { HttpServer } from './wire/http-server'
import { inProcessHttp, inProcessUrl } from './wire/in-process'
import { OpenApiProtocol } from './wire/openapi'
import { StorageProtocol } from './wire/storage-protocol'

export type { Caller, CallLog, CallRecord, RequestRecord } from './call-log'
export type { Clock } from './clock'
export type { Delivery, Disturbance, Timer } from './timers/timers'
export type { ArmedFault, FaultKind, Faults, UpcomingRequest } from './faults'

export interface LocalCloudOptions {
  /** Where documents are kept; null: in memory, nothing survives. */
  dataDir: string | null
  /** The bundles that deploy: `dist/cloudfunctions`. */
  functionsDir: string
  /** The collections and their indexes: `database-rules`. */
  rulesDir: string
  /** Which functions a phone may call, as a file. Default: as on the platform, all. */
  invokeRulesFile?: string
  /** What users of the mini-program may do with files. Default: as on the platform, read all and write their own. */
  storageRuleFile?: string
  /** Threads and loopback HTTP as in `npm start`, or all in this process for tests. */
  instances: 'workers' | 'in-process'
  /** The functions' own variables, on top of the platform's. */
  environment: Record<string, string>
  /** Timeout and memory by function; the platform's defaults for others. */
  functionLimits: Record<string, FunctionLimits>
  /** `full`: an acknowledged write survives a crash. Default: full with a data folder. */
  durability?: Durability
  /** The functions' console, line by line. Default: dropped. */
  log?: (line: string, functionName: string) => void
  /** The bundle of `functions/worker.ts`. Default: `worker.js` beside this file's bundle. */
  workerFile?: string
  /** How long a plain write waits for a locked document, in real milliseconds. */
  lockWaitMs?: number
}

/** The platform on this machine: database, functions and the ways to look inside and to disturb. */
export interface LocalCloud {
  clock: Clock
  /** What calls functions by the clock. They stand still until `timers.run()`. */
  timers: Timers
  faults: Faults
  calls: CallLog
  /** WeChat behind the open APIs: what it knows, what was sent through it, what it refuses. */
  wechat: WeChat
  /** The environment's file storage. */
  files: CloudFiles
  /** Queries that had no index behind them. */
  fullScans: FullScans
  /** What the database has read. */
  examined: Examined
  /**
   * Calls a function and gives its reply after a JSON round trip. Rejects with an error that has `code`:
   * PERMISSION_DENIED, EXCEED_MAX_PAYLOAD_SIZE, FUNCTION_NOT_FOUND, FUNCTIONS_TIME_LIMIT_EXCEEDED,
   * FUNCTIONS_RESULT_TOO_LARGE or FUNCTIONS_EXECUTE_FAIL.
   */
  invoke(functionName: string, event: Record<string, unknown>, caller: Caller): Promise<unknown>
  /** Forgets warm instances: the next call runs the bundle's top level again. */
  coldStart(functionName?: string): void
  /** All documents of a collection, past log and faults. */
  documents(collection: string): Record<string, unknown>[]
  /** Inserts or replaces a document, past log, faults and locks. */
  put(collection: string, document: Record<string, unknown>): void
  /** Inserts new documents, a great many if need be, past log, faults and locks. */
  load(collection: string, documents: Iterable<Record<string, unknown>>): void
  /** Every disagreement between indexes and documents, and every damage; empty when all is well. */
  checkIndexes(): string[]
  close(): Promise<void>
}

/**
 * Opens the local cloud. Throws when another process holds the data folder, a rule file is wrong, or this
 * process does not run at UTC.
 */
export async function openLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  refuseOtherTimeZones()
  const rules = readCollectionRules(options.rulesDir)
  const durability = options.durability ?? (options.dataDir === null ? 'none' : 'full')
  const store = new DocumentStore({ folder: options.dataDir, durability })
  try {
    store.arrange(rules)
    return await assemble({ ...options, durability }, store)
  } catch (error) {
    store.close()
    throw error
  }
}

/** Functions see the time zone of this process, and the platform's is UTC+0. Some zones are so in winter only. */
function refuseOtherTimeZones(): void {
  const [january, july] = [new Date(2025, 0, 1), new Date(2025, 6, 1)]
  if (january.getTimezoneOffset() !== 0 || july.getTimezoneOffset() !== 0)
    throw new Error('The local cloud runs at UTC+0, as the platform does: start it with TZ=UTC')
}

async function assemble(
  options: LocalCloudOptions & { durability: Durability },
  store: DocumentStore,
): Promise<LocalCloud> {
  const clock = new MovableClock()
  const now = () => clock.now()
  const faults = new Faults()
  const calls = new CallLog()
  const wechat = new WeChat({ folder: options.dataDir, durability: options.durability, now })
  const invocations = new Invocations()

  const history = new History()
  const locks = new Locks<Transaction>()
  const transactions = new Transactions(store, history, locks, now)
  const database = new Database(store, history, locks, options.lockWaitMs)
  const protocol = new DatabaseProtocol(database, transactions, now)
  let serviceUrl = inProcessUrl
  const files = new CloudFiles({
    folder: options.dataDir === null ? null : join(options.dataDir, 'files'),
    now,
    address: () => new URL('/files/', serviceUrl).href,
    rule: options.storageRuleFile ? readStorageRule(options.storageRuleFile) : defaultStorageRule,
  })
  const storage = new StorageProtocol(files, () => serviceUrl, now)
  const gateway = new Gateway(protocol, new OpenApiProtocol(wechat), storage, invocations, calls, faults)
  const server = options.instances === 'workers' ? await HttpServer.listen(gateway) : null
  if (server) serviceUrl = server.url
  const instances = openInstances(options, gateway, server, clock)
  const invokeRules = options.invokeRulesFile ? readInvokeRules(options.invokeRulesFile) : defaultInvokeRules
  const runner = new FunctionRunner({ ...options, invokeRules, instances, invocations, calls, faults, now })
  const timers = new Timers({
    timed: timedFunctions(options.functionsDir),
    clock,
    call: (functionName, timer, dueAt) => runner.invoke(functionName, {}, { timer, dueAt }),
  })
  clock.onJump(() => {
    transactions.expire()
    locks.wakeWaiting()
    timers.clockJumped()
  })

  return {
    clock,
    timers,
    faults,
    calls,
    wechat,
    files,
    fullScans: database.fullScans,
    examined: store.examined,
    invoke: (functionName, event, caller) => {
      if ('openid' in caller) wechat.visited(caller.openid, caller.appid ?? defaultAppId)
      return runner.invoke(functionName, event, caller)
    },
    coldStart: (functionName) => instances.coldStart(functionName),
    documents: (collection) => store.collection(collection).all(),
    put: (collection, document) => database.put(collection, asDocument(document)),
    load: (collection, documents) => database.load(collection, asDocuments(documents)),
    checkIndexes: () => store.check(),
    close: async () => {
      timers.stop()
      await instances.close()
      await server?.close()
      transactions.endAll()
      wechat.close()
      store.close()
    },
  }
}

function timedFunctions(functionsDir: string): TimedFunction[] {
  return readFunctionFolders(functionsDir).flatMap(({ name, trigger }) =>
    trigger ? [{ name, trigger }] : [],
  )
}

function asDocument(plain: Record<string, unknown>): Document {
  const value = fromPlain(plain)
  if (!isDocument(value)) throw new TypeError('A document must be an object')
  return value
}

function* asDocuments(plain: Iterable<Record<string, unknown>>): Iterable<Document> {
  for (const one of plain) yield asDocument(one)
}

function openInstances(
  options: LocalCloudOptions,
  gateway: Gateway,
  server: HttpServer | null,
  clock: MovableClock,
): Instances {
  const environment = { ...options.environment, ...platformEnvironment(server?.url ?? inProcessUrl) }
  const log = options.log ?? (() => {})
  if (!server) {
    return new InProcessInstances({ http: inProcessHttp(gateway), now: () => clock.now(), environment, log })
  }
  const workerFile = options.workerFile ?? join(__dirname, 'worker.js')
  return new WorkerInstances({ workerFile, sharedClock: clock.shared, environment, log })
}
