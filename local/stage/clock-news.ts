/** A timer of the restaurant, as the stage's page shows it. */
export interface TimerLine {
  functionName: string
  /** What people call it, or its function's name where nobody does. */
  name: string
  /** When it falls due next; null: never again. */
  nextAt: number | null
  /** How it comes then. */
  next: WayOfComing
}

/** As it should; or as the platform may deliver a timer too: twice at once, ten minutes late, not at all. */
export type WayOfComing = 'usual' | 'twice' | 'late' | 'missed'

/** Where the cloud's clock is. A page counts on from here by itself. */
export interface ClockNews {
  /** By the cloud's clock, in milliseconds. */
  now: number
  /** How far it is from the machine's. */
  shiftMs: number
  /** Where it is going; null when it is not on its way. */
  towards: number | null
  /** Timers fired on the way, so far or on the last one. */
  fired: number
  /** Those of them that failed. */
  failed: number
  timers: TimerLine[]
}
