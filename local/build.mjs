// Builds what runs: every cloud function to a folder that stands alone, and the local tools.
import { mkdirSync, readdirSync, existsSync, copyFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import path from 'node:path'
import { build } from 'esbuild'

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const functionsFrom = path.join(root, 'cloudfunctions')
const functionsTo = path.join(root, 'dist', 'cloudfunctions')

const forNode20 = { bundle: true, platform: 'node', target: 'node20', format: 'cjs', logLevel: 'warning' }

/** A folder with an index.ts is a deployed function. The SDKs are bundled in: CloudBase uploads only the folder. */
export async function buildFunctions() {
  const names = readdirSync(functionsFrom).filter((name) =>
    existsSync(path.join(functionsFrom, name, 'index.ts')),
  )
  rmSync(functionsTo, { recursive: true, force: true })
  const sizes = []
  for (const name of names) {
    const folder = path.join(functionsTo, name)
    mkdirSync(folder, { recursive: true })
    const outfile = path.join(folder, 'index.js')
    await build({
      ...forNode20,
      entryPoints: [path.join(functionsFrom, name, 'index.ts')],
      outfile,
      minify: true,
      keepNames: true,
      legalComments: 'none',
    })
    writeFileSync(
      path.join(folder, 'package.json'),
      JSON.stringify({ name, version: '1.0.0', main: 'index.js' }),
    )
    copyFileSync(path.join(functionsFrom, name, 'config.json'), path.join(folder, 'config.json'))
    sizes.push({ name, kilobytes: Math.round(statSync(outfile).size / 1024) })
  }
  return sizes
}

/** The tools behind `npm start` and `npm run replay`, and the thread that runs one instance of a function. */
export async function buildLocal() {
  await build({
    ...forNode20,
    entryPoints: {
      start: path.join(root, 'local/start.ts'),
      replay: path.join(root, 'local/replay/main.ts'),
      worker: path.join(root, 'local/cloud/functions/worker.ts'),
    },
    outdir: path.join(root, 'dist', 'local'),
    packages: 'external',
    sourcemap: true,
  })
}
