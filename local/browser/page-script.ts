import { buildSync } from 'esbuild'

const built = new Map<string, string>()

/** A module as a script for a page of a browser, with everything it imports in it; made once in a process. */
export function pageScript(entry: string): string {
  const known = built.get(entry)
  if (known !== undefined) return known
  const { outputFiles } = buildSync({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    logLevel: 'silent',
  })
  const script = outputFiles[0]?.text ?? ''
  built.set(entry, script)
  return script
}
