import type { WindowConfig } from '../../bundle'
import { draw, drawButton } from '../phone/draw'
import { themed } from '../phone/theme'

export type Leading = 'back' | 'home' | 'nothing'

export interface NavigationBarTaps {
  back(): void
  home(): void
  menu(): void
  close(): void
}

/** A page's title bar, and the capsule every page has. A page with `navigationStyle: custom` has the capsule only. */
export class NavigationBar {
  readonly elements: HTMLElement[]
  title: string
  private readonly bar = draw('div', { class: 'phone-navigation', 'data-drawn-by': 'phone' })
  private readonly heading = draw('div', { class: 'phone-title', role: 'heading', 'aria-level': '1' })
  private readonly lead: HTMLButtonElement
  private readonly spinner = draw('span', { class: 'phone-spinner', hidden: true, 'aria-label': '加载中' })
  private readonly capsule: HTMLElement
  private leading: Leading = 'nothing'
  private colours: { front?: string; background?: string } = {}

  constructor(
    private readonly config: WindowConfig,
    taps: NavigationBarTaps,
  ) {
    this.title = config.navigationBarTitleText ?? ''
    this.lead = drawButton({ class: 'phone-lead', hidden: true }, () =>
      this.leading === 'home' ? taps.home() : taps.back(),
    )
    this.capsule = draw(
      'div',
      { class: 'phone-capsule', 'data-drawn-by': 'phone' },
      drawButton({ 'aria-label': '更多', class: 'phone-menu' }, taps.menu, draw('i'), draw('i'), draw('i')),
      drawButton({ 'aria-label': '关闭小程序', class: 'phone-close' }, taps.close, draw('i')),
    )
    this.bar.append(this.lead, this.spinner, this.heading)
    this.elements = config.navigationStyle === 'custom' ? [this.capsule] : [this.bar, this.capsule]
    this.setTitle(this.title)
    this.paint()
  }

  get isCustom(): boolean {
    return this.config.navigationStyle === 'custom'
  }

  setTitle(title: string): void {
    this.title = title
    this.heading.replaceChildren(title)
  }

  setLeading(leading: Leading): void {
    this.leading = leading
    this.lead.hidden = leading === 'nothing'
    this.lead.className = `phone-lead ${leading}`
    this.lead.setAttribute('aria-label', leading === 'home' ? '回到首页' : '返回')
  }

  setLoading(loading: boolean): void {
    this.spinner.hidden = !loading
  }

  setColours(front: string, background: string): void {
    this.colours = { front, background }
    this.paint()
  }

  /** Again whenever the theme turns. */
  paint(): void {
    const style = themed(this.config.navigationBarTextStyle) === 'black' ? '#000000' : '#ffffff'
    const front = this.colours.front ?? style
    this.bar.style.backgroundColor =
      this.colours.background ?? themed(this.config.navigationBarBackgroundColor) ?? '#000000'
    this.bar.style.color = front
    this.capsule.style.color = this.isCustom ? style : front
  }
}

/** Where the capsule stands, for pages that draw their own bar. Same numbers as in base.css. */
export function capsuleRect() {
  const [width, height, top] = [87, 32, 30]
  const right = document.documentElement.clientWidth - 7
  return { width, height, top, bottom: top + height, left: right - width, right }
}
