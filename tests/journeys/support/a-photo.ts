import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'

const bowl = readFileSync(path.resolve(__dirname, '../../../miniprogram/assets/drawings/noodles.svg'), 'utf8')

/** A photo of a bowl on a table, as the browser behind a phone draws it. */
export async function aPhoto(phone: Page): Promise<Buffer> {
  const page = await phone.context().newPage()
  await page.setViewportSize({ width: 480, height: 360 })
  await page.setContent(
    `<body style="margin:0;height:100vh;display:grid;place-items:center;background:radial-gradient(#d9b48a,#7a4a26)">
      <div style="display:grid;place-items:center;width:260px;height:260px;border-radius:50%;background:#f7ede0">
        <style>svg { width: 200px; height: 200px }</style>${bowl}
      </div>
    </body>`,
  )
  const photo = await page.screenshot()
  await page.close()
  return photo
}
