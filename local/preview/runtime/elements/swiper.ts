import { draw } from '../phone/draw'
import { glassElementOf } from '../glass/glass-easel'
import type { ElementKind, Host } from './element'

type Source = '' | 'touch' | 'autoplay'

/** One swiper: which item stands in the middle, and how the others stand beside it. */
class Carousel {
  current: number
  private dragged = 0
  private timer: ReturnType<typeof setInterval> | undefined
  private readonly watcher = new MutationObserver(() => this.place(false))
  private readonly dots = draw('div', { class: 'phone-swiper-dots', 'aria-hidden': 'true' })

  constructor(private readonly host: Host) {
    this.current = host.number('current') || 0
  }

  open(): void {
    this.current = this.host.number('current') || 0
    this.host.node.append(this.dots)
    this.watcher.observe(this.host.node, { childList: true })
    this.place(false)
    this.autoplay()
  }

  close(): void {
    this.watcher.disconnect()
    clearInterval(this.timer)
  }

  go(to: number, source: Source): void {
    const count = this.items().length
    if (count === 0) return
    const index = this.host.flag('circular') ? (to + count) % count : Math.min(count - 1, Math.max(0, to))
    const changed = index !== this.current
    this.current = index
    this.place(true)
    if (!changed) return
    const detail = { current: index, currentItemId: this.itemId(index), source }
    this.host.fire('change', detail)
    setTimeout(() => this.host.fire('animationfinish', detail), this.host.number('duration'))
  }

  drag(by: number): void {
    this.dragged = by
    this.place(false)
  }

  release(): void {
    const by = this.dragged
    this.dragged = 0
    const { offsetWidth, offsetHeight } = this.host.node
    const far = (this.host.flag('vertical') ? offsetHeight : offsetWidth) / 5
    this.go(this.current + (by < -far ? 1 : by > far ? -1 : 0), 'touch')
    this.autoplay()
  }

  autoplay(): void {
    clearInterval(this.timer)
    if (!this.host.flag('autoplay')) return
    this.timer = setInterval(() => {
      const last = this.current + 1 >= this.items().length
      this.go(last ? 0 : this.current + 1, 'autoplay')
    }, this.host.number('interval'))
  }

  pause(): void {
    clearInterval(this.timer)
  }

  place(animate: boolean): void {
    const items = this.items()
    const vertical = this.host.flag('vertical')
    items.forEach((item, index) => {
      const wide = this.host.flag('circular') && items.length > 2
      let offset = index - this.current
      if (wide && offset > items.length / 2) offset -= items.length
      if (wide && offset < -items.length / 2) offset += items.length
      const wraps = Math.abs(offset - Number(item.dataset.offset ?? offset)) > 1.5
      item.dataset.offset = String(offset)
      const shift = `calc(${offset * 100}% + ${this.dragged}px)`
      item.style.transition = animate && !wraps ? `transform ${this.host.number('duration')}ms` : 'none'
      item.style.transform = vertical ? `translate(0, ${shift})` : `translate(${shift}, 0)`
      item.setAttribute('aria-hidden', String(offset !== 0))
    })
    this.dots.hidden = !this.host.flag('indicatorDots')
    this.dots.replaceChildren(...items.map((_, index) => this.dot(index === this.current)))
  }

  private dot(on: boolean): HTMLElement {
    const dot = draw('i')
    const colour = this.host.text(on ? 'indicatorActiveColor' : 'indicatorColor')
    dot.style.backgroundColor = colour || (on ? '#000000' : 'rgba(0, 0, 0, 0.3)')
    return dot
  }

  private items(): HTMLElement[] {
    return [...this.host.node.children].filter(
      (child): child is HTMLElement => child instanceof HTMLElement && child.localName === 'wx-swiper-item',
    )
  }

  private itemId(index: number): string {
    return String(glassElementOf(this.items()[index] ?? null)?.data.itemId ?? '')
  }
}

const carousels = new WeakMap<HTMLElement, Carousel>()

/** As a test swipes: to an item, with the events of a finger. */
export function swipeTo(node: HTMLElement, index: number): void {
  const carousel = carousels.get(node)
  if (carousel === undefined) throw new Error('not a swiper')
  carousel.go(index, 'touch')
}

const finger = (event: unknown) =>
  (event as { changedTouches: { clientX: number; clientY: number }[] }).changedTouches[0] ?? {
    clientX: 0,
    clientY: 0,
  }

export const swipers: ElementKind[] = [
  {
    name: 'swiper',
    properties: {
      indicatorDots: null,
      indicatorColor: String,
      indicatorActiveColor: String,
      autoplay: null,
      current: { type: null, value: 0 },
      interval: { type: Number, value: 5000 },
      duration: { type: Number, value: 500 },
      circular: null,
      vertical: null,
      easingFunction: null,
      snapToEdge: null,
    },
    create: (host) => {
      const carousel = new Carousel(host)
      let from: { clientX: number; clientY: number } | undefined
      host.on('touchstart', (event) => {
        from = finger(event)
        carousel.pause()
      })
      host.on('touchmove', (event) => {
        if (from === undefined) return
        const at = finger(event)
        carousel.drag(host.flag('vertical') ? at.clientY - from.clientY : at.clientX - from.clientX)
      })
      const lifted = () => {
        if (from !== undefined) carousel.release()
        from = undefined
      }
      host.on('touchend', lifted)
      host.on('touchcancel', lifted)
      let attached = false
      return {
        changed: {
          current: () => {
            if (attached && host.number('current') !== carousel.current)
              carousel.go(host.number('current'), '')
          },
          autoplay: () => attached && carousel.autoplay(),
          indicatorDots: () => attached && carousel.place(false),
        },
        attached: () => {
          attached = true
          carousels.set(host.node, carousel)
          carousel.open()
        },
        detached: () => carousel.close(),
      }
    },
  },
  { name: 'swiper-item', properties: { itemId: String, skipHiddenItemLayout: null } },
]
