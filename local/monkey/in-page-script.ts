import path from 'node:path'
import { buildSync } from 'esbuild'
import { repository } from '../options'

/** The script that sets `window.huiweiGlance` in a phone's page. */
export function inPageScript(): string {
  const { outputFiles } = buildSync({
    entryPoints: [path.join(repository(), 'local/monkey/in-page/look.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    minify: true,
  })
  return outputFiles[0]?.text ?? ''
}
