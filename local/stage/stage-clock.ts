import type { LocalCloud } from '../cloud/local-cloud'
import { jobNames } from './call-words'
import type { Disturbance } from '../cloud/timers/agenda'
import type { Delivery, Thinning } from '../cloud/timers/timers'
import type { ClockNews, WayOfComing } from './clock-news'

const DAY_MS = 86_400_000
/** The way of a day or less is gone in full. */
const THINNED_BEYOND_MS = DAY_MS
/**
 * On a longer way a timer that found no more to do is left alone for six hours: daily ones fire every day, and one that looks
 * for work every ten minutes does not look four thousand times a month.
 */
const thinned: Thinning = { toMs: 6 * 3_600_000, unless: goesOn }

const disturbances: Record<WayOfComing, Disturbance | null> = {
  usual: null,
  twice: 'twice',
  late: { lateByMs: 600_000 },
  missed: 'missed',
}

const wayOf = (disturbance: Disturbance | null): WayOfComing =>
  disturbance === null ? 'usual' : typeof disturbance === 'string' ? disturbance : 'late'

export const isWayOfComing = (way: unknown): way is WayOfComing =>
  typeof way === 'string' && Object.hasOwn(disturbances, way)

/** Whether the next firing has work left by this one: it ran out of time, failed or did not come. */
function goesOn({ result }: Delivery): boolean {
  if (!('reply' in result)) return true
  return (result.reply as { outcome?: unknown } | null)?.outcome === 'to-be-continued'
}
/** Ours: nobody waits for more, and nothing in the programme is slower than a year. */
export const FARTHEST_MS = 400 * DAY_MS

/** Why the clock stays where it is, for people. */
export const clockRefusals = {
  past: '时间只能往前走：数据里已经有现在的记录了。想从头来，用 npm start -- --fresh 重开。',
  'too-far': '一次最多往前走 400 天。',
  'on-its-way': '时间还在路上，到了再走。',
} as const
export type ClockRefusal = keyof typeof clockRefusals

/** The cloud's clock in the hands of whoever looks at the stage. */
export class StageClock {
  private towards: number | null = null
  private fired = 0
  private failed = 0
  private toldAt = 0
  /** Hears of timers no more. */
  readonly close: () => void

  /** `tell` hears of every move, on a long way now and then, and of every timer that fires where it stands. */
  constructor(
    private readonly cloud: Pick<LocalCloud, 'clock' | 'timers'>,
    private readonly tell: (news: ClockNews) => void,
  ) {
    // What is due next is another after each.
    this.close = cloud.timers.onDelivery(() => {
      if (this.towards === null) this.tellNow()
    })
  }

  /** How far the cloud's clock is from the machine's. */
  get shiftMs(): number {
    return this.cloud.clock.now() - Date.now()
  }

  news(): ClockNews {
    return {
      now: this.cloud.clock.now(),
      shiftMs: this.shiftMs,
      towards: this.towards,
      fired: this.fired,
      failed: this.failed,
      timers: this.cloud.timers.all().map(({ functionName, nextAt, disturbance }) => ({
        functionName,
        name: jobNames[functionName] ?? functionName,
        nextAt,
        next: wayOf(disturbance),
      })),
    }
  }

  /** Decides how a timer comes the next time it is due. False when there is no such timer. */
  letCome(functionName: string, way: WayOfComing): boolean {
    if (!this.cloud.timers.all().some((timer) => timer.functionName === functionName)) return false
    this.cloud.timers.disturb(functionName, disturbances[way])
    this.tellNow()
    return true
  }

  /**
   * Moves the clock forward to `to`, firing the timers that fall due on the way, in order. Resolves when it has
   * arrived, or at once with why it stays.
   */
  async travelTo(to: number): Promise<ClockRefusal | null> {
    const { clock, timers } = this.cloud
    const from = clock.now()
    if (this.towards !== null) return 'on-its-way'
    if (to <= from) return 'past'
    if (to - from > FARTHEST_MS) return 'too-far'
    this.towards = to
    this.fired = 0
    this.failed = 0
    const stop = timers.onDelivery(({ result }) => {
      if ('missed' in result) return
      this.fired += 1
      if ('error' in result) this.failed += 1
      if (performance.now() - this.toldAt > 200) this.tellNow()
    })
    try {
      this.tellNow()
      await timers.travelTo(to, to - from > THINNED_BEYOND_MS ? thinned : undefined)
      return null
    } finally {
      stop()
      this.towards = null
      this.tellNow()
    }
  }

  private tellNow(): void {
    this.toldAt = performance.now()
    this.tell(this.news())
  }
}
