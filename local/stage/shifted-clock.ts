import { PHONE_STARTS } from '../preview/phone'

/**
 * Puts a phone's clock `shiftMs` from the machine's; it runs on from there. To be run before the page's own scripts,
 * and again after each jump.
 */
export function clockScript(shiftMs: number): string {
  const shift = `window.huiweiPhone.clockShiftMs = ${shiftMs}`
  return `if (window.huiweiPhone) ${shift}
else addEventListener('${PHONE_STARTS}', () => { ${shift} })`
}
