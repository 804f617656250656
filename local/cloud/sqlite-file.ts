import { DatabaseSync } from '@photostructure/sqlite'

export type Sqlite = InstanceType<typeof DatabaseSync>

/** `full`: a write is on the disk before it is answered. */
export type Durability = 'full' | 'none'

const durabilityPragma = { full: 'PRAGMA synchronous = FULL', none: 'PRAGMA synchronous = OFF' }

/** After so many changes the log is taken into the file: some ten pages a change, so 40 MB of log at most. */
const CHANGES_IN_LOG = 1_000

/**
 * An SQLite file with a write-ahead log that may be cut anywhere: what is left is an earlier state. SQLite's own way
 * of taking the log into the file leaves it there, to be written over later; cut then, it puts old pages over newer
 * ones. So here the log is taken in as a whole and is empty afterwards, when it is opened and every so many changes.
 */
export class SqliteFile {
  readonly sqlite: Sqlite
  private changes = 0

  /** `file` null: in memory. */
  constructor(file: string | null, durability: Durability) {
    this.sqlite = new DatabaseSync(file ?? ':memory:')
    this.sqlite.exec('PRAGMA journal_mode = WAL')
    this.sqlite.exec('PRAGMA wal_autocheckpoint = 0')
    this.sqlite.exec(durabilityPragma[durability])
    // On macOS alone: a plain fsync there leaves what was written in the drive's cache.
    this.sqlite.exec('PRAGMA fullfsync = ON')
    this.sqlite.exec('PRAGMA checkpoint_fullfsync = ON')
    this.emptyLog()
  }

  /**
   * To be told before every transaction, outside of any, how many changes it brings. Not after it: a log that cannot be
   * taken in must fail no write that is on the disk.
   */
  willChange(count: number): void {
    if (this.changes >= CHANGES_IN_LOG) this.emptyLog()
    this.changes += count
  }

  /** How SQLite says it keeps writes; `synchronous` 2 is FULL. A file system may refuse what was asked. */
  settings(): { synchronous: number; journalMode: string } {
    const read = (name: string) => Object.values(this.sqlite.prepare(`PRAGMA ${name}`).get() ?? {})[0]
    return { synchronous: Number(read('synchronous')), journalMode: String(read('journal_mode')) }
  }

  close(): void {
    this.sqlite.close()
  }

  private emptyLog(): void {
    this.sqlite.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    this.changes = 0
  }
}
