import path from 'node:path'
import limits from '../cloudfunctions/limits.json'
import { openLocalCloud, type LocalCloud } from './cloud/local-cloud'
import { loadDemoRestaurant } from './demo/demo-restaurant'
import { repository } from './options'
import { localSecrets } from './secrets'

/** The local cloud of this repository with the demo restaurant in it, durable under `dataDir`. */
export async function openDemoCloud(
  dataDir: string,
  options: { instances: 'workers' | 'in-process'; log?: (line: string) => void },
): Promise<LocalCloud> {
  const root = repository()
  const cloud = await openLocalCloud({
    ...options,
    dataDir,
    functionsDir: path.join(root, 'dist/cloudfunctions'),
    rulesDir: path.join(root, 'database-rules'),
    environment: localSecrets(dataDir),
    functionLimits: limits,
  })
  loadDemoRestaurant(cloud)
  return cloud
}
