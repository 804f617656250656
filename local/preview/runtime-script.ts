import { buildSync, type BuildFailure } from 'esbuild'
import path from 'node:path'
import type { Checked } from './compile/problems'

/** The browser runtime as one script, its style sheets text in it; empty when it does not build. */
export function buildRuntime(runtimeDir: string): Checked<string> {
  try {
    const { outputFiles } = buildSync({
      entryPoints: [path.join(runtimeDir, 'main.ts')],
      bundle: true,
      write: false,
      format: 'iife',
      target: 'es2022',
      loader: { '.css': 'text' },
      define: { 'process.env.NODE_ENV': '"production"' },
      logLevel: 'silent',
    })
    return { value: outputFiles[0]?.text ?? '', problems: [] }
  } catch (failure) {
    const problems = (failure as BuildFailure).errors.map(({ text, location }) => ({
      file: location?.file ?? 'main.ts',
      ...(location && { line: location.line }),
      message: text,
    }))
    return { value: '', problems }
  }
}
