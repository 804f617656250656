import type { PhoneSetup } from '../preview/phone'
import type { StagePhone } from './phones'

/** The document that is a phone's screen: it has exactly the phone's size, in a frame or alone. */
export function phoneDocument({ name, title }: StagePhone): string {
  return `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
    <title>${title}</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/preview/fonts.css">
  </head>
  <body>
    <div id="phone"></div>
    <script src="/phone/${name}/setup.js"></script>
    <script src="/preview/runtime.js"></script>
    <script src="/preview/app.js"></script>
  </body>
</html>
`
}

/**
 * Runs before the runtime. What phones stored belongs to one cloud's data; when the stage opens on other data, or
 * on none, storage of all phones is emptied, or they would remember members who do not exist.
 */
export function phoneSetupScript(
  { name, entryPage }: StagePhone,
  dataId: string,
  clockShiftMs: number,
): string {
  const setup: PhoneSetup = { name, base: `/phone/${name}`, entryPage, clockShiftMs }
  return `window.huiweiPhoneSetup = ${JSON.stringify(setup)}
if (localStorage.getItem('huiwei-data') !== ${JSON.stringify(dataId)}) {
  localStorage.clear()
  localStorage.setItem('huiwei-data', ${JSON.stringify(dataId)})
}
`
}

/**
 * What a phone may load and reach: this stage and nothing else. Templates and modules are made into functions in
 * the browser, hence `unsafe-eval`; WXML carries style attributes, hence `unsafe-inline` for styles.
 */
export function contentSecurityPolicy(port: number): string {
  return [
    "default-src 'none'",
    "script-src 'self' 'unsafe-eval'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "media-src 'self' data: blob:",
    `connect-src 'self' ws://127.0.0.1:${port} ws://localhost:${port}`,
    "frame-src 'self'",
    "frame-ancestors 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}
