import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { build } from 'esbuild'

/** The stage's own page. */
export interface StagePage {
  html: string
  css: string
  script: string
  /** The camera alone, for a page that is not the stage: sets `window.huiweiReadCodes`. */
  cameraScript: string
}

/** Reads and bundles the stage's page from its folder. */
export async function stagePage(folder: string): Promise<StagePage> {
  const styles = ['stage.css', 'side.css', 'calls.css'].map((name) =>
    readFile(path.join(folder, name), 'utf8'),
  )
  const [html, css, script, cameraScript] = await Promise.all([
    readFile(path.join(folder, 'stage.html'), 'utf8'),
    Promise.all(styles),
    bundle(path.join(folder, 'main.ts')),
    bundle(path.join(folder, 'camera-alone.ts')),
  ])
  return { html, css: css.join(''), script, cameraScript }
}

async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
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
  return outputFiles[0]?.text ?? ''
}
