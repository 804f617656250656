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
  const [html, stageCss, callsCss, script, cameraScript] = await Promise.all([
    readFile(path.join(folder, 'stage.html'), 'utf8'),
    readFile(path.join(folder, 'stage.css'), 'utf8'),
    readFile(path.join(folder, 'calls.css'), 'utf8'),
    bundle(path.join(folder, 'main.ts')),
    bundle(path.join(folder, 'camera-alone.ts')),
  ])
  return { html, css: stageCss + callsCss, script, cameraScript }
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
