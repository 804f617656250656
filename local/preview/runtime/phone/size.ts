import { topArea } from '../glass/page-area'

/** Heights in CSS pixels, the same in base.css. */
export const STATUS_BAR = 24
export const TITLE_BAR = 44

/** The phone's document is exactly its screen. */
export const screenSize = () => ({
  width: document.documentElement.clientWidth,
  height: document.documentElement.clientHeight,
})

/** Before the first page stands, a page with a title bar and no tab bar is assumed. */
export const areaHeight = (): number =>
  topArea()?.clientHeight ?? screenSize().height - STATUS_BAR - TITLE_BAR

/** Phones this much higher than wide have no button below the screen but a line on it, as iPhones since the X. */
const TALL = 1.9
const HOME_LINE = 34

/** How much of the screen's lower end belongs to the phone. */
export function homeInset(): number {
  const { width, height } = screenSize()
  return height > width * TALL ? HOME_LINE : 0
}

/** Keeps `--phone-home`, which the phone's styles keep clear, at the phone's own size. */
export function followSize(root: HTMLElement): void {
  const follow = () => root.style.setProperty('--phone-home', `${homeInset()}px`)
  window.addEventListener('resize', follow)
  follow()
}
