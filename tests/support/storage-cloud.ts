import path from 'node:path'
import { openLocalCloud, type LocalCloud } from '../../local/cloud/local-cloud'
import { buildFunctionOfTests } from './function-of-tests'

const root = path.resolve(__dirname, '../..')

/** A new folder with `storage-function.ts` as its one function `storage`. */
export const buildStorageFunction = (): Promise<string> =>
  buildFunctionOfTests('storage', 'storage-function.ts')

/** An empty local cloud with the product's collections and that function alone. */
export function openStorageCloud(functionsDir: string): Promise<LocalCloud> {
  return openLocalCloud({
    dataDir: null,
    functionsDir,
    rulesDir: path.join(root, 'database-rules'),
    instances: 'in-process',
    environment: {},
    functionLimits: {},
  })
}
