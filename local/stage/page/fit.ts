import { byId } from './elements'

/** A device's size, what stands above and below it, and how small it may get. */
const DEVICE_WIDTH = 399
const DEVICE_HEIGHT = 836
const AROUND_DEVICE = 140
const SMALLEST_SCALE = 0.55
/** In stage.css: below, one phone is seen at a time. */
const STACKED_BELOW = 1120
/** The least that the side, and from a certain width on the calls beside the phones, take. */
const SIDE = 290
const CALLS = 300
const CALLS_BESIDE_FROM = 1760

/** Scales phones so that they stand beside each other in the window, at their own size at most. */
export function fit(phones: number): void {
  const place = byId('phones')
  // Not `innerWidth`: a phone's browser makes that as wide as whatever sticks out of the page.
  const { clientWidth, clientHeight } = document.documentElement
  const stacked = clientWidth < STACKED_BELOW
  const { columnGap, paddingLeft } = getComputedStyle(document.body)
  const beside = clientWidth < CALLS_BESIDE_FROM ? SIDE : SIDE + CALLS + px(columnGap)
  const taken = 2 * px(paddingLeft) + (stacked ? 0 : beside + px(columnGap))
  const across = stacked ? 1 : phones
  const gaps = (across - 1) * px(getComputedStyle(place).columnGap)
  const width = (clientWidth - taken - gaps) / across
  const scale = Math.min(1, (clientHeight - AROUND_DEVICE) / DEVICE_HEIGHT, width / DEVICE_WIDTH)
  document.documentElement.style.setProperty('--scale', Math.max(SMALLEST_SCALE, scale).toFixed(4))
}

/** A length that the browser has computed; a keyword is nothing. */
const px = (computed: string): number => parseFloat(computed) || 0
