import { fontSize, onFontSize } from '../phone/font-size'

/** On a `page-meta`: what its page's `rem` is, in the words of the page. */
const ATTRIBUTE = 'root-font-size'
/** WeChat's own: the phone's width is 20 rem. */
const OTHERWISE = '5vw'

function rootFontOf(page: Element): string {
  const asked = page.querySelector(`wx-page-meta[${ATTRIBUTE}]`)?.getAttribute(ATTRIBUTE) ?? ''
  return asked === 'system' ? `${fontSize.setting}px` : asked || OTHERWISE
}

/** One document holds all pages: its `rem` is that of the page on top. */
export function applyRootFont(): void {
  const page = document.querySelector('.phone-page.top')
  if (page !== null) document.documentElement.style.fontSize = rootFontOf(page)
}

/** A page says what its `rem` is: `system`, the font of the person's WeChat, or a size in px. */
export function setRootFont(meta: HTMLElement, size: string): void {
  if (!/^(system|\d+(\.\d+)?px|)$/.test(size)) {
    throw new Error(
      `page-meta root-font-size ${size} is not supported by the preview: system or a size in px`,
    )
  }
  meta.setAttribute(ATTRIBUTE, size)
  applyRootFont()
}

/** The bars WeChat draws grow with the person's font too. */
export function followFontSize(root: HTMLElement): void {
  const follow = () => {
    root.classList.toggle('large-font', fontSize.isLarge)
    applyRootFont()
  }
  onFontSize(follow)
  follow()
}
