import type { ClockNews, TimerLine } from '../clock-news'
import { ask, byId, part } from './elements'
import { dayOf, daysLater, fieldValueOf, instantOf, timeOf } from './restaurant-time'

/** Two looks at a clock that nobody moved differ by less. */
const A_SECOND = 1_000

/** The restaurant's clock: what it says, and the ways to move it forward. */
export class ClockPanel {
  private news: ClockNews | undefined
  /** Where it was when it last stood still. */
  private shiftMs = 0
  private readonly section = byId('clock')
  private readonly note = part(this.section, '.clock-note')
  private readonly when = part<HTMLInputElement>(this.section, '.clock-when')
  private readonly buttons = [...this.section.querySelectorAll('button')]

  /** `arrived` hears whenever the clock has come to rest somewhere else. */
  constructor(private readonly arrived: (shiftMs: number) => void) {
    part(this.section, '.next-day').addEventListener('click', () => void this.goTo(daysLater(this.now(), 1)))
    part(this.section, '.next-month').addEventListener(
      'click',
      () => void this.goTo(daysLater(this.now(), 30)),
    )
    part<HTMLFormElement>(this.section, 'form').addEventListener('submit', (event) => {
      event.preventDefault()
      part<HTMLDetailsElement>(this.section, 'details').open = false
      void this.goTo(instantOf(this.when.value))
    })
    // Before it opens: `toggle` comes later, when somebody may have typed already.
    part(this.section, 'summary').addEventListener('click', () => {
      this.when.min = fieldValueOf(this.now())
      this.when.value = fieldValueOf(daysLater(this.now(), 7))
    })
    setInterval(() => this.draw(), 1_000)
  }

  tell(news: ClockNews): void {
    const before = this.news
    this.news = news
    for (const button of this.buttons) button.disabled = news.towards !== null
    this.note.textContent = noteOf(news)
    this.draw()
    if (news.towards !== null) return
    const moved = before !== undefined && Math.abs(this.shiftMs - news.shiftMs) > A_SECOND
    if (moved) this.arrived(news.shiftMs)
    this.shiftMs = news.shiftMs
  }

  private now(): number {
    return Date.now() + (this.news?.shiftMs ?? 0)
  }

  private draw(): void {
    part(this.section, '.clock-day').textContent = dayOf(this.now())
    part(this.section, '.clock-time').textContent = timeOf(this.now())
  }

  private async goTo(instant: number): Promise<void> {
    const { refused } = await ask<{ refused: string | null }>('/clock', { to: Math.round(instant) })
    if (refused !== null) this.note.textContent = refused
  }
}

/** What happens on the way, or next. */
function noteOf({ towards, fired, failed, timers }: ClockNews): string {
  const failures = failed === 0 ? '' : `，其中 ${failed} 个失败`
  if (towards !== null) return `正在走到 ${dayOf(towards)}，途中触发了 ${fired} 个定时任务${failures}。`
  const next = timers.find((timer): timer is TimerLine & { nextAt: number } => timer.nextAt !== null)
  const went = fired === 0 ? '' : `途中触发了 ${fired} 个定时任务${failures}。`
  return `${went}${next ? `下一个定时任务：${timeOf(next.nextAt)} ${next.name}。` : ''}`
}
