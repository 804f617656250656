import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { pageScript } from '../browser/page-script'

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
  const [html, css] = await Promise.all([
    readFile(path.join(folder, 'stage.html'), 'utf8'),
    Promise.all(styles),
  ])
  return {
    html,
    css: css.join(''),
    script: pageScript(path.join(folder, 'main.ts')),
    cameraScript: pageScript(path.join(folder, 'camera-alone.ts')),
  }
}
