import path from 'node:path'
import { buildSync } from 'esbuild'

let bundled: string | undefined

/** The script that sets `window.huiweiTestEyes`: what tests ask a phone's page, in that page. */
export function inPageScript(): string {
  bundled ??= buildSync({
    entryPoints: [path.join(__dirname, 'in-page/main.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
  }).outputFiles[0]?.text
  return bundled ?? ''
}
