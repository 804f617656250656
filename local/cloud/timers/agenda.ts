import type { Trigger } from './trigger'

/** What happens to one firing: the platform may deliver twice, late or, after an outage, not at all [D]. */
export type Disturbance = 'twice' | 'missed' | { lateByMs: number }

/** A function with a timer. */
export interface TimedFunction {
  name: string
  trigger: Trigger
}

/** One firing: when the schedule said so, and when it comes. */
export interface Firing {
  timed: TimedFunction
  dueAt: number
  comesAt: number
  /** How many deliveries it becomes; 0: it is missed. */
  deliveries: 0 | 1 | 2
}

interface Entry {
  timed: TimedFunction
  /** Firings due up to here have been taken. */
  takenTo: number
  disturbance: Disturbance | null
}

/** What is due when, and what was taken. Knows no clock and calls nothing. */
export class Agenda {
  private readonly entries: Entry[]
  private late: Firing[] = []

  constructor(timed: TimedFunction[], from: number) {
    this.entries = timed.map((one) => ({ timed: one, takenTo: from, disturbance: null }))
  }

  /** Decides the fate of the next firing that is taken; null: it comes as it should. */
  disturb(functionName: string, how: Disturbance | null): void {
    this.entry(functionName).disturbance = how
  }

  /** What was decided about the next firing. */
  disturbanceOf(functionName: string): Disturbance | null {
    return this.entry(functionName).disturbance
  }

  /** When the next firing comes; null when there is none. */
  nextAt(): number | null {
    const times = [...this.late.map(({ comesAt }) => comesAt), ...this.entries.map(dueAfterTaken)]
    const first = Math.min(...times.map((at) => at ?? Infinity))
    return first === Infinity ? null : first
  }

  /**
   * Takes the earliest firing that comes by `now`, if there is one; of several at one moment the function's name
   * decides. One that is made late comes when its delay is over.
   */
  take(now: number): Firing | null {
    const late = this.late.findIndex(({ comesAt }) => comesAt <= now)
    const due = this.entries
      .map((entry) => ({ entry, at: dueAfterTaken(entry) ?? Infinity }))
      .filter(({ at }) => at <= now)
      .sort((a, b) => a.at - b.at)[0]
    const lateFirst = late >= 0 && (this.late[late]?.comesAt ?? 0) <= (due?.at ?? Infinity)
    if (lateFirst) return this.late.splice(late, 1)[0] ?? null
    if (!due) return null
    const { entry, at } = due
    entry.takenTo = at
    const how = entry.disturbance
    entry.disturbance = null
    if (typeof how === 'object' && how !== null) {
      this.late.push({ timed: entry.timed, dueAt: at, comesAt: at + how.lateByMs, deliveries: 1 })
      this.late.sort((a, b) => a.comesAt - b.comesAt)
      return this.take(now)
    }
    const deliveries = how === 'missed' ? 0 : how === 'twice' ? 2 : 1
    return { timed: entry.timed, dueAt: at, comesAt: at, deliveries }
  }

  /** Leaves out what a function has due before `until`. */
  skip(functionName: string, until: number): void {
    const entry = this.entry(functionName)
    entry.takenTo = Math.max(entry.takenTo, until - 1)
  }

  /** Begins anew at `from`: what was due before is not taken any more, what is late and still to come is. */
  restart(from: number): void {
    this.late = this.late.filter(({ dueAt, comesAt }) => dueAt <= from && comesAt > from)
    for (const entry of this.entries) entry.takenTo = from
  }

  private entry(functionName: string): Entry {
    const entry = this.entries.find(({ timed }) => timed.name === functionName)
    if (!entry) throw new Error(`${functionName} has no timer`)
    return entry
  }
}

function dueAfterTaken({ timed, takenTo }: Entry): number | null {
  return timed.trigger.schedule.next(takenTo)
}
