import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { build } from 'esbuild'

/** Bundles a file of this folder as the one function `name` of a new folder, which is given: whoever asks removes it. */
export async function buildFunctionOfTests(name: string, file: string): Promise<string> {
  const functionsDir = mkdtempSync(path.join(tmpdir(), `huiwei-${name}-`))
  await build({
    entryPoints: [path.join(__dirname, file)],
    outfile: path.join(functionsDir, name, 'index.js'),
    bundle: true,
    platform: 'node',
    target: 'node20',
  })
  return functionsDir
}
