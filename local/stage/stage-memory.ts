import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { UsageError } from '../options'
import type { StagePhone } from './phones'

/** What a stage knows besides its cloud's documents, and must know again when it is opened on them the next time. */
export interface Remembered {
  /** How far the cloud's clock was moved: documents of a later time must not see an earlier one. */
  clockShiftMs: number
  /** Diners who came while the stage was open. */
  diners: StagePhone[]
}

const nothing: Remembered = { clockShiftMs: 0, diners: [] }

/** Keeps it in a file beside the documents, written whole; without a file, in memory. */
export class StageMemory {
  private remembered: Remembered

  constructor(private readonly file: string | null) {
    this.remembered = file === null ? nothing : read(file)
  }

  get now(): Remembered {
    return this.remembered
  }

  keep(change: Partial<Remembered>): void {
    this.remembered = { ...this.remembered, ...change }
    if (this.file === null) return
    const beside = `${this.file}.${process.pid}`
    writeFileSync(beside, JSON.stringify(this.remembered, null, 2))
    renameSync(beside, this.file)
  }
}

function read(file: string): Remembered {
  try {
    return { ...nothing, ...(JSON.parse(readFileSync(file, 'utf8')) as Partial<Remembered>) }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return nothing
    throw new UsageError(`${file} is damaged; put it back, or begin anew with --fresh`)
  }
}
