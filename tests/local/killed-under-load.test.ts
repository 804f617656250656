import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { build } from 'esbuild'
import { loginIdOf } from '../../cloudfunctions/keys'
import { auditCloud } from '../../local/audit'
import type { Acknowledged } from '../support/load-until-killed'
import { APPID, openTestCloud } from '../support/restaurant'

const root = path.resolve(__dirname, '../..')
/** Seeded: the same ten request numbers each time, early in a join and deep in the load. */
const KILLED_AT = [7, 41, 93, 158, 277, 391, 512, 688, 903, 1290]

let folder: string
let child: string
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'huiwei-killed-'))
  child = path.join(root, 'dist', 'tests', 'load-until-killed.js')
  await build({
    entryPoints: [path.join(root, 'tests/support/load-until-killed.ts')],
    outfile: child,
    bundle: true,
    platform: 'node',
    target: 'node20',
    packages: 'external',
    alias: { qr: path.join(root, 'node_modules/qr/index.js') },
  })
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Runs the load until it dies; what it acknowledged before. */
function loadUntilKilled(
  dataDir: string,
  at: number,
  killAfterMs?: number,
): Promise<{ acknowledged: Acknowledged[]; signal: string | null }> {
  return new Promise((resolve, reject) => {
    const running = spawn(process.execPath, [child, dataDir, String(at)], {
      env: { ...process.env, HUIWEI_ROOT: root },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    if (killAfterMs !== undefined) {
      running.stdout.once('data', () => setTimeout(() => running.kill('SIGKILL'), killAfterMs))
    }
    let output = ''
    running.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    running.on('error', reject)
    running.on('close', (_code, signal) => {
      const lines = output.split('\n').filter((line) => line.endsWith('}'))
      resolve({ acknowledged: lines.map((line) => JSON.parse(line) as Acknowledged), signal })
    })
  })
}

describe('the local cloud killed with SIGKILL under load', () => {
  let survived = 0

  it.each(KILLED_AT)('at request %i loses no acknowledged write, and its indexes agree', async (at) => {
    const { acknowledged, signal } = await loadUntilKilled(folder, at)
    expect(signal).toBe('SIGKILL')
    survived += await expectNothingLost(acknowledged)
  })

  it.each([101, 257, 433])(
    'from outside, wherever it stood after %i ms, with writes under way',
    async (milliseconds) => {
      const { acknowledged, signal } = await loadUntilKilled(folder, 1_000_000 + milliseconds, milliseconds)
      expect(signal).toBe('SIGKILL')
      survived += await expectNothingLost(acknowledged)
    },
  )

  it('had something to lose', () => {
    expect(survived).toBeGreaterThan(300)
  })
})

/** Opens the folder again and looks for everything acknowledged; how much there was. */
async function expectNothingLost(acknowledged: Acknowledged[]): Promise<number> {
  const cloud = await openTestCloud({ dataDir: folder, durability: 'full' })
  const entries = new Set(cloud.documents('ledger_entries').map(({ _id }) => _id))
  const logins = new Set(cloud.documents('logins').map(({ _id }) => _id))
  const redemptions = new Map(cloud.documents('redemptions').map(({ _id, status }) => [_id, status]))
  const lost = acknowledged.filter(({ what, id }) => {
    if (what === 'joined') return !logins.has(loginIdOf(APPID, id))
    if (what === 'redeemed') return !redemptions.has(id)
    if (what === 'fulfilled') return redemptions.get(id) !== 'fulfilled'
    return !entries.has(id)
  })
  expect(lost).toEqual([])
  expect(auditCloud(cloud)).toEqual([])
  await cloud.close()
  return acknowledged.length
}
