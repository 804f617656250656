import type { CallLine } from '../../call-news'
import type { Part } from '../../phone-on-stage'
import { byId, make, part } from '../elements'
import type { PhoneFrame } from '../phone-frame'
import { findNamed } from './pointer'
import { steps, type Step } from './steps'

const LOOK_EVERY_MS = 250
/** Kept free around what is pointed at, in pixels. */
const EDGE = 16

/** What the tour needs of the stage. */
export interface TourStage {
  frameOf(part: Part): PhoneFrame | undefined
  /** Brings a phone forward where one is seen at a time. */
  look(frame: PhoneFrame): void
  /** Brings the tour's own card forward. */
  showCard(): void
  /** The tour begins with somebody who has not joined. */
  beginAnew(): Promise<void>
}

/** Leads through the main job: says what to do next, points at it, and goes on when it was done. */
export class Tour {
  private at: number | null = null
  /** For a step that is done when something leaves the screen: it has been seen there. */
  private seen = false
  private timer: number | undefined
  private readonly card = byId('tour')
  private readonly rings = new Map<PhoneFrame, HTMLElement>()

  constructor(private readonly stage: TourStage) {
    for (const button of document.querySelectorAll('.tour-begin'))
      button.addEventListener('click', () => void this.begin())
    part(this.card, '.tour-before').addEventListener('click', () => this.go((this.at ?? 0) - 1))
    part(this.card, '.tour-next').addEventListener('click', () => this.go((this.at ?? 0) + 1))
    part(this.card, '.tour-end').addEventListener('click', () => this.go(null))
    part(this.card, '.tour-dots').replaceChildren(...steps.map(() => make('i')))
    this.draw()
  }

  /** A call has succeeded, or not: the tour goes on when it is the one it waits for. */
  hear({ operation, tone }: CallLine): void {
    const step = this.step
    if (step && 'call' in step.doneBy && step.doneBy.call === operation && tone === 'done') this.onwards()
  }

  private get step(): Step | undefined {
    return this.at === null ? undefined : steps[this.at]
  }

  private async begin(): Promise<void> {
    this.stage.showCard()
    await this.stage.beginAnew()
    this.go(0)
  }

  private onwards(): void {
    this.go((this.at ?? 0) + 1)
  }

  /** To a step; past the last one, to the end; null, away. */
  private go(to: number | null): void {
    this.at = to === null ? null : Math.max(0, to)
    this.seen = false
    window.clearInterval(this.timer)
    if (this.step) this.timer = window.setInterval(() => this.look(), LOOK_EVERY_MS)
    const frame = this.step && this.stage.frameOf(this.step.on)
    if (frame) this.stage.look(frame)
    this.draw()
    this.look()
  }

  private draw(): void {
    const { at, step } = this
    const state = at === null ? 'before' : step ? 'under-way' : 'over'
    this.card.dataset.state = state
    document.body.toggleAttribute('data-touring', state !== 'before')
    part(this.card, '.tour-count').textContent = step ? `第 ${(at ?? 0) + 1} 步，共 ${steps.length} 步` : ''
    part(this.card, '.tour-title').textContent = step?.title ?? '走完了'
    part(this.card, '.tour-text').textContent =
      step?.text ??
      '从入会到核销就是这些。接着可以把时间拨到三十天后，断一次网再记账，或者换一位新顾客，从头试一遍。'
    part(this.card, '.tour-where').textContent = step
      ? `在${this.stage.frameOf(step.on)?.phone.title ?? ''}上`
      : ''
    part<HTMLButtonElement>(this.card, '.tour-before').disabled = at === 0
    part(this.card, '.tour-next').hidden = !step
    part(this.card, '.tour-end').textContent = step ? '不看了' : '好的'
    const dots = [...part(this.card, '.tour-dots').children]
    dots.forEach((dot, index) => dot.toggleAttribute('data-done', at !== null && index < at))
    dots.forEach((dot, index) => dot.toggleAttribute('data-now', index === at))
    if (!step) for (const ring of this.rings.values()) ring.hidden = true
  }

  /** Where the thing of this step is now. */
  private look(): void {
    const { step } = this
    if (!step) return
    const frame = this.stage.frameOf(step.on)
    const screen = frame?.screen.contentDocument
    if (!frame || !screen) return
    const place = findNamed(screen, step.pointAt)
    if ('gone' in step.doneBy) {
      if (place) this.seen = true
      else if (this.seen) return this.onwards()
    }
    for (const [other, ring] of this.rings) if (other !== frame) ring.hidden = true
    this.ringOn(frame, place)
  }

  private ringOn(frame: PhoneFrame, place: DOMRect | null): void {
    const ring = this.rings.get(frame) ?? part(frame.element, '.device').appendChild(make('div', 'ring'))
    this.rings.set(frame, ring)
    ring.hidden = place === null
    if (!place) return
    const edge = { x: frame.screen.offsetLeft, y: frame.screen.offsetTop }
    ring.style.left = `${edge.x + place.x}px`
    ring.style.top = `${edge.y + place.y}px`
    ring.style.width = `${place.width}px`
    ring.style.height = `${place.height}px`
    this.bringIntoSight(ring)
  }

  /** Where the card lies over the phones, they are scrolled until it does not cover what it speaks of. */
  private bringIntoSight(ring: HTMLElement): void {
    if (getComputedStyle(this.card).position !== 'fixed') return
    const { top, bottom } = ring.getBoundingClientRect()
    const below = bottom + EDGE - this.card.getBoundingClientRect().top
    if (below > 0) window.scrollBy({ top: below })
    else if (top < EDGE) window.scrollBy({ top: top - EDGE })
  }
}
