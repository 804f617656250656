import path from 'node:path'
import type { Browser } from 'playwright-core'

/** The tab bar takes bitmaps only: 81 px, one for each state and theme (platform: app.json, tabBar). */
const SIDE = 81

const shapes: Record<string, string> = {
  home: '<path d="M14 38 40.5 15 67 38v27a3 3 0 0 1-3 3H17a3 3 0 0 1-3-3z"/><path d="M32 68V50h17v18"/>',
  mall: '<path d="M18 28h45l4 38a3 3 0 0 1-3 3H17a3 3 0 0 1-3-3z"/><path d="M29 36v-8a11.5 11.5 0 0 1 23 0v8"/>',
  code: '<rect x="14" y="14" width="20" height="20" rx="3"/><rect x="47" y="14" width="20" height="20" rx="3"/><rect x="14" y="47" width="20" height="20" rx="3"/><path d="M47 47h8v8h-8zM67 47v0M59 59v8h8v-8M47 67v0"/>',
  me: '<circle cx="40.5" cy="28" r="13"/><path d="M15 68c2-15 12-22 25.5-22S64 53 66 68"/>',
}

/** The colours of miniprogram/theme.json. */
const colours = {
  light: { usual: '#7A685B', selected: '#C63F15' },
  dark: { usual: '#A89A8D', selected: '#FF7A4D' },
} as const

/** Draws the tab bar's icons into `folder`. */
export async function drawTabIcons(browser: Browser, folder: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: SIDE, height: SIDE } })
  for (const [name, shape] of Object.entries(shapes)) {
    for (const [theme, { usual, selected }] of Object.entries(colours)) {
      await draw(shape, usual, 'none', `${name}-${theme}.png`)
      await draw(shape, selected, `${selected}29`, `${name}-selected-${theme}.png`)
    }
  }
  await page.close()

  async function draw(shape: string, stroke: string, fill: string, file: string): Promise<void> {
    await page.setContent(
      `<body style="margin:0"><svg width="${SIDE}" height="${SIDE}" viewBox="0 0 ${SIDE} ${SIDE}" fill="${fill}" ` +
        `stroke="${stroke}" stroke-width="4.5" stroke-linecap="round" stroke-linejoin="round">${shape}</svg>`,
    )
    await page.screenshot({ path: path.join(folder, file), omitBackground: true })
  }
}
