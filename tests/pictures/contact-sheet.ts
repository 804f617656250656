import path from 'node:path'
import { mkdirSync } from 'node:fs'
import type { BrowserContext } from 'playwright-core'

export interface Shot {
  caption: string
  png: Buffer
  /** CSS pixels of the phone. */
  width: number
}

/** Phones are shown at this scale: small enough for a page, large enough to read. */
const SCALE = 0.5

/** Lays the shots of one screen out in rows, each under its title, and keeps the whole as `file`. */
export async function contactSheet(
  context: BrowserContext,
  file: string,
  rows: { title: string; shots: Shot[] }[],
): Promise<void> {
  const page = await context.newPage()
  const widest = Math.max(
    ...rows.map(({ shots }) => shots.reduce((sum, { width }) => sum + width * SCALE + 16, 32)),
  )
  await page.setViewportSize({ width: Math.ceil(widest), height: 400 })
  const figures = ({ shots }: { shots: Shot[] }): string =>
    shots
      .map(
        ({ png, width, caption }) =>
          `<figure><img width="${width * SCALE}" src="data:image/png;base64,${png.toString('base64')}">` +
          `<figcaption>${caption}</figcaption></figure>`,
      )
      .join('')
  const sections = rows.map((row) => `<h2>${row.title}</h2><div>${figures(row)}</div>`).join('')
  await page.setContent(`<style>
    body { margin: 16px; background: #cfc7bd; font: 13px/1.5 sans-serif; color: #2b1d14 }
    h2 { margin: 8px 0 4px; font-size: 15px } div { display: flex; gap: 16px; align-items: flex-start }
    figure { margin: 0 0 12px } img { display: block; border-radius: 12px }
  </style>${sections}`)
  mkdirSync(path.dirname(file), { recursive: true })
  await page.screenshot({ path: file, fullPage: true, scale: 'css' })
  await page.close()
}
