import type { SourcePath, WindowConfig } from '../../bundle'
import { PAGE_ATTRIBUTE, PAGE_VH } from '../../screen'
import type { Instance, PageRoot } from '../glass/glass-easel'
import { draw } from '../phone/draw'
import { guarded } from '../phone/errors'
import { themed } from '../phone/theme'
import { workOf, type Work } from '../phone/work'
import type { EventChannel } from './event-channel'
import { NavigationBar, type NavigationBarTaps } from './navigation-bar'
import type { Place } from './url'

let pagesMade = 0

/** A page of the stack: its component, its part of the screen, and where it is in its life. */
export class Page {
  readonly id: number
  readonly route: SourcePath
  readonly query: Record<string, string>
  readonly instance: Instance
  readonly shell = draw('div', { class: 'phone-page' })
  readonly area = draw('div', { class: 'phone-page-area' })
  readonly scroller = draw('div', { class: 'phone-page-scroller' })
  readonly refresher = draw(
    'div',
    { class: 'phone-page-refresher', 'aria-hidden': 'true' },
    draw('i'),
    draw('i'),
    draw('i'),
  )
  readonly bar: NavigationBar
  readonly work: Work
  shown = false
  alive = true
  homeHidden = false
  refreshing = false
  channel: EventChannel | undefined
  private ready = false

  constructor(
    place: Place,
    readonly config: WindowConfig,
    private readonly root: PageRoot,
    taps: NavigationBarTaps,
  ) {
    pagesMade += 1
    this.id = pagesMade
    this.route = place.path
    this.query = place.query
    this.work = workOf(place.path)
    this.instance = root.get()
    this.bar = new NavigationBar(config, taps)
    this.shell.dataset.route = this.route
    this.area.append(this.refresher, this.scroller)
    this.shell.append(...this.bar.elements, this.area)
    if (config.disableScroll === true) this.scroller.style.overflow = 'hidden'
    this.paint()
  }

  /** Puts the page's tree into the document: its components' `attached` run here. */
  attach(parent: HTMLElement): void {
    parent.append(this.shell)
    this.root.getComponent().$$?.setAttribute(PAGE_ATTRIBUTE, this.route)
    const placeholder = this.scroller.appendChild(draw('span'))
    this.root.attach(this.scroller, placeholder)
  }

  /** Calls one of the page's own functions, if it has it; what it throws is reported. */
  call(name: string, ...args: unknown[]): unknown {
    const method = this.instance[name]
    if (typeof method !== 'function') return undefined
    return guarded(`${this.route} ${name}`, () => method.apply(this.instance, args) as unknown)
  }

  has(name: string): boolean {
    return typeof this.instance[name] === 'function'
  }

  show(): void {
    if (this.shown) return
    this.shown = true
    this.shell.classList.add('top')
    this.measure()
    this.root.getComponent().triggerPageLifetime('show', [])
    this.call('onShow')
    if (this.ready) return
    this.ready = true
    // After `ready` of the components inside.
    setTimeout(() => {
      if (this.alive) this.call('onReady')
    }, 20)
  }

  hide(): void {
    if (!this.shown) return
    this.shown = false
    this.shell.classList.remove('top')
    this.root.getComponent().triggerPageLifetime('hide', [])
    this.call('onHide')
  }

  unload(): void {
    this.shown = false
    this.shell.classList.remove('top')
    this.call('onUnload')
    this.alive = false
    guarded(`${this.route} detached`, () => this.root.release())
    // A reply that comes too late draws nothing: WeChat leaves the data of an unloaded page alone.
    Object.defineProperty(this.instance, 'setData', { value: () => undefined })
    this.shell.remove()
  }

  /** `1vh` of its styles, after anything that changes the page area's height. */
  measure(): void {
    this.area.style.setProperty(PAGE_VH, `${this.area.clientHeight / 100}px`)
  }

  resized(size: object): void {
    this.measure()
    this.root.getComponent().triggerPageLifetime('resize', [size])
    this.call('onResize', size)
  }

  paint(): void {
    this.bar.paint()
    this.area.style.backgroundColor = themed(this.config.backgroundColor) ?? '#ffffff'
    this.refresher.classList.toggle('light', themed(this.config.backgroundTextStyle) === 'light')
  }
}
