import type { ClockNews, TimerLine, WayOfComing } from '../clock-news'
import { ask, byId, fillOptions } from './elements'
import { dayOf, timeOf } from './restaurant-time'

const ways: Record<WayOfComing, string> = {
  usual: '照常来',
  twice: '同时来两次',
  late: '晚十分钟来',
  missed: '漏掉，不来',
}

/** How a timer comes the next time it is due: chosen here, and shown until that has happened, whoever chose it. */
export class TimersChoice {
  private timers: TimerLine[] = []
  private readonly which = byId<HTMLSelectElement>('timers-which')
  private readonly next = byId<HTMLSelectElement>('timers-next')

  constructor() {
    this.which.addEventListener('change', () => this.show())
    this.next.addEventListener('change', () => {
      void ask('/timers', { functionName: this.which.value, next: this.next.value })
    })
  }

  tell({ timers }: ClockNews): void {
    this.timers = timers
    this.show()
  }

  private show(): void {
    const chosen = this.timers.find(({ functionName }) => functionName === this.which.value) ?? this.timers[0]
    const names = [...this.timers].sort((a, b) => a.name.localeCompare(b.name, 'zh'))
    fillOptions(
      this.which,
      names.map(({ functionName, name, next }) => [
        functionName,
        next === 'usual' ? name : `${name}（${ways[next]}）`,
      ]),
      chosen?.functionName,
    )
    fillOptions(this.next, Object.entries(ways), chosen?.next)
    const at = chosen?.nextAt ?? null
    byId('timers-when').textContent = at === null ? '' : `下一次到点：${dayOf(at)} ${timeOf(at)}`
  }
}
