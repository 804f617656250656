import { readFileSync, statSync } from 'node:fs'

interface Stamp {
  modifiedMs: number
  bytes: number
}

interface Derived {
  /** Every file the value was made from, as it was then. */
  from: Map<string, Stamp | null>
  value: unknown
}

/** Hears of every file a derived value depends on; answers its text, or null when there is no such file. */
export type ReadFile = (file: string) => string | null

/**
 * What was made of files, kept until one of those files changes. A rebuild after one edit redoes that file only.
 * A file that was looked for and missing counts too: its arrival is a change.
 */
export class FileCache {
  private readonly texts = new Map<string, Stamp & { text: string }>()
  private readonly derived = new Map<string, Derived>()
  /** Files are looked at once a build: a build sees one state of the folder. */
  private stamps = new Map<string, Stamp | null>()

  /** To be called when a build begins. */
  lookAgain(): void {
    this.stamps = new Map()
  }

  exists(file: string): boolean {
    return this.stamp(file) !== null
  }

  read(file: string): string | null {
    const stamp = this.stamp(file)
    if (!stamp) return null
    const kept = this.texts.get(file)
    if (kept && same(kept, stamp)) return kept.text
    const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
    this.texts.set(file, { ...stamp, text })
    return text
  }

  /** Answers what `make` answered last time for this key, unless a file it read has changed since. */
  derive<T>(key: string, make: (read: ReadFile) => T): T {
    const kept = this.derived.get(key)
    if (kept && [...kept.from].every(([file, stamp]) => same(stamp, this.stamp(file)))) return kept.value as T
    const from = new Map<string, Stamp | null>()
    const value = make((file) => {
      from.set(file, this.stamp(file))
      return this.read(file)
    })
    this.derived.set(key, { from, value })
    return value
  }

  private stamp(file: string): Stamp | null {
    const seen = this.stamps.get(file)
    if (seen !== undefined) return seen
    const stats = statSync(file, { throwIfNoEntry: false })
    const stamp = stats?.isFile() ? { modifiedMs: stats.mtimeMs, bytes: stats.size } : null
    this.stamps.set(file, stamp)
    return stamp
  }
}

const same = (a: Stamp | null, b: Stamp | null) => a?.modifiedMs === b?.modifiedMs && a?.bytes === b?.bytes
