/** How much a run does. `full` is what results are kept of; `tiny` is what the tests run, so that no scenario rots. */
export type Scale = 'full' | 'quick' | 'tiny'

/** Under which conditions figures were taken. */
export interface Setting {
  /** `in-process`: the SDK over an HTTP made of function calls. `workers`: threads over loopback HTTP. */
  transport: 'in-process' | 'workers' | 'in-process and workers'
  /** `full`: a write is on the disk before it is answered. `none`: in memory, or not waited for. */
  durability: 'full' | 'none'
  /** Who asks at the same time, in words. */
  concurrency: string
}

export type Cell = string | number | null

export interface Table {
  title: string
  columns: string[]
  rows: Cell[][]
}

/** Something that must be so on any machine. Times never are: they are only shown. */
export interface Claim {
  says: string
  holds: boolean
}

export interface Outcome {
  setting: Setting
  tables: Table[]
  claims: Claim[]
  /** What a reader must know to read the figures. */
  notes: string[]
}

/** Tells how far something has come. */
export type Progress = (what: string, total: number) => (done: number) => void

export interface Scenario {
  /** Names its file, its results and its place on the command line. */
  name: string
  /** What it answers, in one sentence. */
  question: string
  run(scale: Scale, progress: Progress): Promise<Outcome>
}

/** A scenario whose sizes stand beside it. */
export function scenario<Size>(
  name: string,
  question: string,
  sizes: Record<Scale, Size>,
  run: (size: Size, progress: Progress) => Promise<Outcome>,
): Scenario {
  return { name, question, run: (scale, progress) => run(sizes[scale], progress) }
}
