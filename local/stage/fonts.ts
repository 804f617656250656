import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'

/** A Chinese font for machines that have none: small files, of which a browser fetches those it needs. */
export class Fonts {
  private readonly folder: string
  readonly css: string

  constructor(nodeModulesDir: string) {
    const source = path.join(nodeModulesDir, '@fontsource-variable/noto-sans-sc')
    this.folder = path.join(source, 'files')
    const faces = readFileSync(path.join(source, 'index.css'), 'utf8')
    this.css = faces.replaceAll('url(./files/', 'url(/preview/fonts/')
  }

  /** One file of the font, or null. */
  file(name: string): Promise<Buffer | null> {
    if (!/^[a-z0-9-]+\.woff2$/.test(name)) return Promise.resolve(null)
    return readFile(path.join(this.folder, name)).catch(() => null)
  }
}
