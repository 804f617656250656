import { PAGE_VH, safeAreaInset } from './screen'

const RPX = /(^|[^\w.#-])(-?\d*\.?\d+)rpx\b/gi
const VH = /(^|[^\w.#-])(-?\d*\.?\d+)vh\b/gi

const INSET = /\benv\(\s*safe-area-inset-(top|right|bottom|left)\s*(?:,[^()]*)?\)/gi

/**
 * WeChat's lengths as a browser understands them: 750rpx are the phone's width, `100vw` of its document;
 * 100vh are the page area's height, which the runtime measures; the safe area is the phone's, not the machine's.
 */
export const toBrowserUnits = (value: string): string =>
  value
    .replace(RPX, (_, before: string, rpx: string) => `${before}${toVw(Number(rpx))}`)
    .replace(INSET, (_, side: string) => `var(${safeAreaInset(side.toLowerCase())}, 0px)`)
    .replace(VH, (_, before: string, vh: string) => `${before}calc(${vh} * var(${PAGE_VH}, 1vh))`)

/** In a media query a length is measured before there is a page: as on a phone 375 px wide. */
export const toMediaUnits = (parameters: string): string =>
  parameters.replace(RPX, (_, before: string, rpx: string) => `${before}${Number(rpx) / 2}px`)

/** Rounded away from zero: browsers cut to 1/64 px, and 88rpx would be less than 44 px. */
const toVw = (rpx: number) =>
  rpx === 0 ? '0px' : `${(Math.sign(rpx) * Math.ceil((Math.abs(rpx) / 7.5) * 1e5)) / 1e5}vw`
