import type { Clock } from '../clock'
import { Agenda, type Disturbance, type Firing, type TimedFunction } from './agenda'

export type { Disturbance, TimedFunction } from './agenda'

/** One timer's call of its function, or the call that did not come. */
export interface Delivery {
  functionName: string
  trigger: string
  /** When the schedule said so. */
  dueAt: number
  result: { reply: unknown } | { error: Error } | { missed: true }
}

export interface Timer {
  functionName: string
  trigger: string
  /** As in `config.json`. */
  config: string
  /** Null when its schedule has come to an end. */
  nextAt: number | null
  /** What was decided about its next firing; null: it comes as it should. */
  disturbance: Disturbance | null
}

/** Firings that a long journey leaves out: a month of a ten-minute timer is thousands of calls that find nothing. */
export interface Thinning {
  /** A timer that fired is left alone for so long. */
  toMs: number
  /** Not after such a delivery: what fires next goes on with it. */
  unless: (delivery: Delivery) => boolean
}

interface Options {
  timed: TimedFunction[]
  clock: Clock
  /** Calls a function as its timer. */
  call: (functionName: string, trigger: string, dueAt: number) => Promise<unknown>
}

/** Ours: `setTimeout` cannot wait for a month. */
const LONGEST_WAIT_MS = 3_600_000

/** Ours: a machine that comes to a firing so late did not run meanwhile. */
const ASLEEP_MS = 60_000

/**
 * The platform's timers, on the movable clock. They fire by themselves once `run` was called; `travelTo` moves
 * the clock and lets everything that falls due on the way fire at its own time, one after another. A clock that is
 * moved past a due time in any other way leaves the firing out, as an outage would.
 */
export class Timers {
  private readonly agenda: Agenda
  private readonly listeners = new Set<(delivery: Delivery) => void>()
  private alarm: NodeJS.Timeout | null = null
  private mode: 'still' | 'running' | 'travelling' = 'still'

  constructor(private readonly options: Options) {
    this.agenda = new Agenda(options.timed, options.clock.now())
  }

  /** Every timer there is, the next one due first. */
  all(): Timer[] {
    const now = this.options.clock.now()
    return this.options.timed
      .map(({ name, trigger }) => ({
        functionName: name,
        trigger: trigger.name,
        config: trigger.config,
        nextAt: trigger.schedule.next(now),
        disturbance: this.agenda.disturbanceOf(name),
      }))
      .sort((a, b) => (a.nextAt ?? Infinity) - (b.nextAt ?? Infinity))
  }

  /** Decides the fate of a function's next firing that falls due; null: it comes as it should. */
  disturb(functionName: string, how: Disturbance | null): void {
    this.agenda.disturb(functionName, how)
  }

  /** `listener` is told of every delivery. Gives the way to stop. */
  onDelivery(listener: (delivery: Delivery) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Fires one function's timer now, outside its schedule. */
  async fire(functionName: string): Promise<Delivery> {
    const timed = this.options.timed.find(({ name }) => name === functionName)
    if (!timed) throw new Error(`${functionName} has no timer`)
    return this.call(timed, this.options.clock.now())
  }

  /**
   * Moves the clock forward to `ms`. Everything that comes on the way, `ms` included, fires in order, each at its
   * own time and after the one before has ended, but for what `thin` leaves out. Throws while another journey is under
   * way.
   */
  async travelTo(ms: number, thin?: Thinning): Promise<Delivery[]> {
    if (this.mode === 'travelling') throw new Error('The clock is already on its way')
    const { clock } = this.options
    const before = this.mode
    if (before === 'still') this.agenda.restart(clock.now())
    this.hush('travelling')
    const delivered: Delivery[] = []
    try {
      for (let at = this.agenda.nextAt(); at !== null && at <= ms; at = this.agenda.nextAt()) {
        if (at > clock.now()) clock.moveTo(at)
        const firing = this.agenda.take(at)
        if (!firing) continue
        const deliveries = await this.deliver(firing)
        delivered.push(...deliveries)
        if (thin && !deliveries.some(thin.unless))
          this.agenda.skip(firing.timed.name, firing.dueAt + thin.toMs)
      }
      if (clock.now() < ms) clock.moveTo(ms)
      return delivered
    } finally {
      this.mode = 'still'
      if (before === 'running') this.run()
    }
  }

  /** From now on timers fire by themselves as time goes by, until `stop`. */
  run(): void {
    this.mode = 'running'
    this.agenda.restart(this.options.clock.now())
    this.setAlarm()
  }

  stop(): void {
    this.hush('still')
  }

  /** The clock was moved: while timers run by themselves, what it jumped over is missed. */
  clockJumped(): void {
    if (this.mode === 'running') this.run()
  }

  private hush(mode: Timers['mode']): void {
    this.mode = mode
    if (this.alarm) clearTimeout(this.alarm)
    this.alarm = null
  }

  private setAlarm(): void {
    if (this.alarm) clearTimeout(this.alarm)
    const wait = (this.agenda.nextAt() ?? Infinity) - this.options.clock.now()
    this.alarm = setTimeout(() => this.fireDue(), Math.min(Math.max(0, wait), LONGEST_WAIT_MS)).unref()
  }

  /** Timers do not wait for each other: each has its own instance. */
  private fireDue(): void {
    const now = this.options.clock.now()
    // As after an outage: a night's firings do not all come at the moment the laptop is opened.
    if ((this.agenda.nextAt() ?? now) < now - ASLEEP_MS) this.agenda.restart(now)
    for (let firing = this.agenda.take(now); firing; firing = this.agenda.take(now)) void this.deliver(firing)
    this.setAlarm()
  }

  /** Two deliveries of one firing come at the same time, which is the harder case. */
  private async deliver({ timed, dueAt, deliveries }: Firing): Promise<Delivery[]> {
    if (deliveries === 0) return [this.tell(timed, dueAt, { missed: true })]
    return Promise.all(Array.from({ length: deliveries }, () => this.call(timed, dueAt)))
  }

  private async call(timed: TimedFunction, dueAt: number): Promise<Delivery> {
    try {
      const reply = await this.options.call(timed.name, timed.trigger.name, dueAt)
      return this.tell(timed, dueAt, { reply })
    } catch (error) {
      return this.tell(timed, dueAt, { error: error instanceof Error ? error : new Error(String(error)) })
    }
  }

  private tell({ name, trigger }: TimedFunction, dueAt: number, result: Delivery['result']): Delivery {
    const delivery = { functionName: name, trigger: trigger.name, dueAt, result }
    for (const listener of this.listeners) listener(delivery)
    return delivery
  }
}
