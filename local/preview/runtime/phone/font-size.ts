/**
 * The font sizes of WeChat's settings, in px, as an iPhone 375 px wide has them: the standard one, and the fourth step
 * above it. [D] 小程序适老化设计指南 2.1
 */
const STANDARD = 17
const LARGE = 22

let large = false
const listeners = new Set<() => void>()

export const fontSize = {
  get isLarge() {
    return large
  },
  set isLarge(next: boolean) {
    if (next === large) return
    large = next
    for (const listener of [...listeners]) listener()
  },
  /** What `fontSizeSetting` says. */
  get setting() {
    return large ? LARGE : STANDARD
  },
  /** What `fontSizeScaleFactor` says. */
  get factor() {
    return Math.round((fontSize.setting / STANDARD) * 1000) / 1000
  },
}

export const onFontSize = (listener: () => void): void => void listeners.add(listener)
