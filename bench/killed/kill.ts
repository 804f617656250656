import { spawn } from 'node:child_process'
import path from 'node:path'
import { loginIdOf } from '../../cloudfunctions/keys'
import { DEMO_APPID } from '../../local/demo/demo-restaurant'
import { repository } from '../../local/options'
import { openBenchCloud } from '../restaurant'
import type { Acknowledged } from './load-until-killed'
import { STOCK } from './stock'

export interface Killed {
  /** What had been answered before. */
  acknowledged: Acknowledged[]
  signal: string | null
}

/**
 * Runs the load on a data folder until its `at`-th database request, where it dies; or, with `killAfterMs`, until
 * so long after its first answer, wherever it then stands.
 */
export function loadUntilKilled(dataDir: string, at: number, killAfterMs?: number): Promise<Killed> {
  const child = path.join(repository(), 'dist', 'local', 'load-until-killed.js')
  return new Promise((resolve, reject) => {
    const running = spawn(process.execPath, [child, dataDir, String(at)], {
      env: { ...process.env, HUIWEI_ROOT: repository() },
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

export interface Found {
  /** Acknowledged, and not there. */
  lost: Acknowledged[]
  /** What is wrong with the ledger, the indexes, the redemptions and the limited stock, of which no unit may be missing. */
  faults: string[]
}

/** Opens the folder of a killed load again, and looks for everything it had acknowledged. */
export async function lookAgain(dataDir: string, acknowledged: readonly Acknowledged[]): Promise<Found> {
  const { cloud, audit } = await openBenchCloud({ transport: 'in-process', dataDir, durability: 'full' })
  try {
    const entries = new Set(cloud.documents('ledger_entries').map(({ _id }) => _id))
    const logins = new Set(cloud.documents('logins').map(({ _id }) => _id))
    const redemptions = new Map(cloud.documents('redemptions').map(({ _id, status }) => [_id, status]))
    const lost = acknowledged.filter(({ what, id }) => {
      if (what === 'joined') return !logins.has(loginIdOf(DEMO_APPID, id))
      if (what === 'redeemed') return !redemptions.has(id)
      if (what === 'fulfilled') return redemptions.get(id) !== 'fulfilled'
      return !entries.has(id)
    })
    return { lost, faults: audit(STOCK) }
  } finally {
    await cloud.close()
  }
}
