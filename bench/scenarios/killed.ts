import path from 'node:path'
import { seeded } from '../../local/seeded'
import { loadUntilKilled, lookAgain } from '../killed/kill'
import { scenario, type Outcome, type Progress } from '../scenario'
import { inTemporaryFolder } from '../../local/temporary-folder'

interface Size {
  kills: number
  /** A data folder survives so many deaths before a fresh one is taken. */
  killsOfAFolder: number
  lastRequest: number
}

const SEED = 200
const DINERS = 8

export const killed = scenario<Size>(
  'killed',
  'The local cloud killed with SIGKILL at a seeded request, before that is executed, 200 times: is anything lost that had been answered?',
  {
    full: { kills: 200, killsOfAFolder: 20, lastRequest: 1500 },
    quick: { kills: 10, killsOfAFolder: 5, lastRequest: 500 },
    tiny: { kills: 1, killsOfAFolder: 1, lastRequest: 200 },
  },
  (size, progress) => inTemporaryFolder((folder) => run(folder, size, progress)),
)

async function run(folder: string, size: Size, progress: Progress): Promise<Outcome> {
  const numbers = requestNumbers(size)
  const shown = progress('kills', numbers.length)
  const total = { bySignal: 0, acknowledged: 0, lost: 0, faults: 0 }
  for (const [i, at] of numbers.entries()) {
    const dataDir = path.join(folder, String(Math.floor(i / size.killsOfAFolder)))
    const { acknowledged, signal } = await loadUntilKilled(dataDir, at)
    const { lost, faults } = await lookAgain(dataDir, acknowledged)
    total.bySignal += signal === 'SIGKILL' ? 1 : 0
    total.acknowledged += acknowledged.length
    total.lost += lost.length
    total.faults += faults.length
    shown(i + 1)
  }
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)]
  return {
    setting: { transport: 'in-process', durability: 'full', concurrency: `${DINERS} diners and a till` },
    tables: [
      {
        title: `${numbers.length} deaths, seed ${SEED}, at requests ${first} to ${last}`,
        columns: ['died by SIGKILL', 'operations acknowledged', 'lost', 'faults found when opened again'],
        rows: [[total.bySignal, total.acknowledged, total.lost, total.faults]],
      },
    ],
    claims: [
      { says: 'every load died at the request it was to die at', holds: total.bySignal === numbers.length },
      { says: 'nothing acknowledged was lost', holds: total.acknowledged > 0 && total.lost === 0 },
      {
        says: 'after each death the whole ledger and every index agreed with themselves, and no unit of the limited reward was missing',
        holds: total.faults === 0,
      },
    ],
    notes: [
      'The process dies before a request is executed, with the requests of the other diners under way around it: between the writes of an operation, not inside one. tests/local/killed-under-load.test.ts also kills from outside, wherever it then stands.',
      `SIGKILL ends a process, not a machine: that the disk keeps what it was told to keep is the file system\u2019s word. A folder is killed ${size.killsOfAFolder} times in a row, so that recovery also starts from what was recovered.`,
    ],
  }
}

/** Different numbers, the same in every run. */
function requestNumbers({ kills, lastRequest }: Size): number[] {
  const luck = seeded(SEED)
  const numbers = new Set<number>()
  while (numbers.size < kills) numbers.add(1 + luck.upTo(lastRequest))
  return [...numbers]
}
