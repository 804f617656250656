import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type * as NodeSdk from '@cloudbase/node-sdk'
import { openLocalCloud, type LocalCloud, type LocalCloudOptions } from '../../local/cloud/local-cloud'

const root = join(__dirname, '..', '..')

/**
 * A function that runs what a test sends it, with both real SDKs bundled in: tests say what a function does
 * in the place where they say what should come of it.
 */
const probeSource = `
const tcb = require('@cloudbase/node-sdk')
const cloud = require('wx-server-sdk')
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
const app = tcb.init({ env: tcb.SYMBOL_CURRENT_ENV })
const db = app.database()
const startedAt = Date.now()
let calls = 0
exports.main = async (event, context) => {
  calls += 1
  const run = new Function('Date', 'process', 'console', 'setTimeout', 'return (' + event.code + ')')
  const scope = { db, _: db.command, app, cloud, event, context, startedAt, calls }
  return run(Date, process, console, setTimeout)(scope, event.input)
}
`

/** What the tests use of wx-server-sdk, whose own types leave most of it open. */
export interface ServerSdk {
  getWXContext(): Record<string, unknown>
  database(): {
    collection(name: string): {
      get(): Promise<{ data: unknown[] }>
      add(options: { data: object }): Promise<{ _id: string }>
    }
  }
  openapi: {
    phonenumber: { getPhoneNumber(options: { code: string }): Promise<Record<string, unknown>> }
    wxacode: { get(options: object): Promise<unknown> }
  }
  uploadFile(options: { cloudPath: string; fileContent: Buffer }): Promise<{ fileID: string }>
  downloadFile(options: { fileID: string }): Promise<{ fileContent: Buffer; statusCode: number }>
  getTempFileURL(options: {
    fileList: (string | { fileID: string; maxAge: number })[]
  }): Promise<{ fileList: { fileID: string; status: number; tempFileURL: string; maxAge: number }[] }>
  deleteFile(options: { fileList: string[] }): Promise<{ fileList: { fileID: string; status: number }[] }>
  callFunction(options: { name: string }): Promise<unknown>
  cloudPay: { unifiedOrder(options: object): Promise<unknown> }
}

export interface ProbeScope {
  db: ReturnType<NodeSdk.CloudBase['database']>
  _: ReturnType<NodeSdk.CloudBase['database']>['command']
  app: NodeSdk.CloudBase
  cloud: ServerSdk
  event: Record<string, unknown>
  context: Record<string, unknown> & { getRemainingTimeInMillis(): number }
  startedAt: number
  calls: number
}

export interface Probe {
  cloud: LocalCloud
  /** Runs `code` inside the function `probe`. It is sent as text, so it sees its arguments and nothing else. */
  run<Input, Result>(
    code: (scope: ProbeScope, input: Input) => Promise<Result>,
    input?: Input,
    options?: { openid?: string; operation?: string; functionName?: string },
  ): Promise<Result>
  close(): Promise<void>
  folder: string
}

export const fixtureRules = {
  members: [
    { name: 'phone', unique: true, keys: [{ field: 'phone', direction: 1 }] },
    {
      name: 'level_points',
      unique: false,
      keys: [
        { field: 'level', direction: 1 },
        { field: 'points', direction: -1 },
      ],
    },
    { name: 'tags', unique: false, keys: [{ field: 'tags', direction: 1 }] },
  ],
  entries: [
    {
      name: 'member_seq',
      unique: true,
      keys: [
        { field: 'memberId', direction: 1 },
        { field: 'seq', direction: -1 },
      ],
    },
    { name: 'kind', unique: false, keys: [{ field: 'kind', direction: 1 }] },
  ],
  plain: [],
}

export function writeRules(folder: string, rules: Record<string, unknown[]> = fixtureRules): string {
  mkdirSync(folder, { recursive: true })
  for (const [collection, indexes] of Object.entries(rules)) {
    writeFileSync(
      join(folder, `${collection}.json`),
      JSON.stringify({ collection, permission: 'ADMINONLY', indexes }),
    )
  }
  return folder
}

export function bundle(source: string, outfile: string, external: string[] = []): void {
  const settings = ['--bundle', '--platform=node', '--target=node20', '--format=cjs', '--log-level=error']
  const externals = external.map((name) => `--external:${name}`)
  execFileSync(join(root, 'node_modules/.bin/esbuild'), [...settings, ...externals, `--outfile=${outfile}`], {
    input: source,
    cwd: root,
  })
}

/** Bundles the worker thread's entry, as the build does. */
export function bundleWorker(outfile: string): string {
  bundle(`require('./local/cloud/functions/worker')`, outfile)
  return outfile
}

const folders: string[] = []
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** A new empty folder, gone when the test file is done. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'local-cloud-'))
  folders.push(folder)
  return folder
}

/** What the probe's config.json asks for: everything the local cloud has, and one API that it has not. */
const permitted = [
  'phonenumber.getPhoneNumber',
  'subscribeMessage.send',
  'wxacode.getUnlimited',
  'security.msgSecCheck',
  'security.imgSecCheck',
]

let probeBundle: string | undefined

function bundledProbe(): string {
  const file = join(temporaryFolder(), 'probe.js')
  bundle(probeSource, file)
  return file
}

export async function openProbe(options: Partial<LocalCloudOptions> = {}): Promise<Probe> {
  const folder = temporaryFolder()
  const functionsDir = join(folder, 'functions')
  probeBundle ??= bundledProbe()
  mkdirSync(join(functionsDir, 'probe'), { recursive: true })
  copyFileSync(probeBundle, join(functionsDir, 'probe', 'index.js'))
  writeFileSync(
    join(functionsDir, 'probe', 'config.json'),
    JSON.stringify({ permissions: { openapi: permitted } }),
  )
  const cloud = await openLocalCloud({
    dataDir: null,
    functionsDir,
    rulesDir: writeRules(join(folder, 'rules')),
    instances: 'in-process',
    environment: { PROGRAMME: 'fixture' },
    functionLimits: { probe: { timeoutSeconds: 20, memoryMb: 256 } },
    ...options,
  })
  return {
    cloud,
    folder,
    run: async (code, input, { openid = 'o-probe', operation = 'probe', functionName = 'probe' } = {}) =>
      (await cloud.invoke(functionName, { operation, code: code.toString(), input }, { openid })) as never,
    close: () => cloud.close(),
  }
}

/** The error a promise is rejected with. */
export async function rejection(promise: Promise<unknown>): Promise<Error & { code: string }> {
  return promise.then(
    (value) => Promise.reject(new Error(`Expected a rejection, got ${JSON.stringify(value)}`)),
    (error: Error & { code: string }) => error,
  )
}
