import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { build } from 'esbuild'
import { openLocalCloud, type LocalCloud } from '../../local/cloud/local-cloud'

const root = path.resolve(__dirname, '../..')

/** Bundles `storage-function.ts` as the one function `storage` of a new folder, which is given. */
export async function buildStorageFunction(): Promise<string> {
  const functionsDir = mkdtempSync(path.join(tmpdir(), 'huiwei-storage-'))
  mkdirSync(path.join(functionsDir, 'storage'))
  await build({
    entryPoints: [path.join(root, 'tests/support/storage-function.ts')],
    outfile: path.join(functionsDir, 'storage', 'index.js'),
    bundle: true,
    platform: 'node',
    target: 'node20',
  })
  return functionsDir
}

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
