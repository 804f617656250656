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
