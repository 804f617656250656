import { buildSync, type BuildFailure } from 'esbuild'
import path from 'node:path'
import type { Checked } from './compile/problems'

export interface RuntimeScript {
  text: string
  /** Every file of ours it is made of, absolute: some lie beside the runtime's folder. */
  files: string[]
}

/** The browser runtime as one script, its style sheets text in it; null when it does not build. */
export function buildRuntime(runtimeDir: string): Checked<RuntimeScript | null> {
  try {
    const { outputFiles, metafile } = buildSync({
      entryPoints: [path.join(runtimeDir, 'main.ts')],
      bundle: true,
      write: false,
      metafile: true,
      format: 'iife',
      target: 'es2022',
      loader: { '.css': 'text' },
      define: { 'process.env.NODE_ENV': '"production"' },
      logLevel: 'silent',
    })
    const files = Object.keys(metafile.inputs)
      .filter((file) => !file.includes('node_modules/'))
      .map((file) => path.resolve(file))
    return { value: { text: outputFiles[0]?.text ?? '', files }, problems: [] }
  } catch (failure) {
    const problems = (failure as BuildFailure).errors.map(({ text, location }) => ({
      file: location?.file ?? 'main.ts',
      ...(location && { line: location.line }),
      message: text,
    }))
    return { value: null, problems }
  }
}
