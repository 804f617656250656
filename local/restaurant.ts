import { createHash } from 'node:crypto'
import path from 'node:path'
import limits from '../cloudfunctions/limits.json'
import { openLocalCloud, type LocalCloud } from './cloud/local-cloud'
import { loadDemoRestaurant } from './demo/demo-restaurant'
import { miniProgramPages } from './mini-program-pages'
import { repository } from './options'
import { localSecrets } from './secrets'

/**
 * The local cloud of this repository with the demo restaurant in it, durable under `dataDir`. `at`: when it is there;
 * default now.
 */
export async function openDemoCloud(
  dataDir: string,
  { at, ...howToOpen }: { instances: 'workers' | 'in-process'; log?: (line: string) => void; at?: number },
): Promise<LocalCloud> {
  const root = repository()
  const cloud = await openLocalCloud({
    ...howToOpen,
    dataDir,
    functionsDir: path.join(root, 'dist/cloudfunctions'),
    rulesDir: path.join(root, 'database-rules'),
    invokeRulesFile: path.join(root, 'cloudfunctions/invoke-rules.json'),
    storageRuleFile: path.join(root, 'cloudfunctions/storage-rule.json'),
    environment: localSecrets(dataDir),
    functionLimits: limits,
  })
  if (at !== undefined) cloud.clock.moveTo(at)
  cloud.wechat.publish(miniProgramPages)
  loadDemoRestaurant(cloud)
  return cloud
}

/** Names the data in a folder: other data, or the same folder emptied, has another name. */
export function dataIdOf(dataDir: string): string {
  const keys = JSON.stringify(localSecrets(dataDir))
  return createHash('sha256').update(keys).digest('hex').slice(0, 16)
}

/** Of the functions' log only faults are worth a line in a terminal. */
export function faultsTo(out: NodeJS.WriteStream): (line: string) => void {
  return (line) => {
    if (!line.startsWith('{"kind":"call"') && !line.startsWith('{"kind":"job"')) out.write(`${line}\n`)
  }
}
