import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'

/** Another process works in this data folder. */
export class FolderInUse extends Error {
  override name = 'FolderInUse'

  constructor(folder: string, owner: string, options: ErrorOptions) {
    super(`The data folder ${folder} is in use by process ${owner}: one at a time`, options)
  }
}

/**
 * Holds a data folder for one opener. The lock is the operating system's, taken through a database file
 * of its own, so it is free again however the process ends; the pid file only says whose it is.
 */
export class FolderClaim {
  private readonly lock: InstanceType<typeof DatabaseSync>

  /** Throws when the folder is held already, by this process or another. */
  constructor(folder: string) {
    const owner = join(folder, 'owner.pid')
    this.lock = new DatabaseSync(join(folder, 'claim.sqlite'))
    try {
      this.lock.exec('BEGIN EXCLUSIVE')
    } catch (error) {
      this.lock.close()
      throw new FolderInUse(folder, readOwner(owner), { cause: error })
    }
    writeFileSync(owner, `${process.pid}\n`)
  }

  release(): void {
    this.lock.close()
  }
}

function readOwner(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return '(unknown)'
  }
}
