import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { FolderClaim } from './cloud/engine/folder-claim'
import { STORED_FILE } from './cloud/storage/file-store'
import { UsageError } from './options'

/** Files the local cloud makes; nothing else in a folder is ever touched. */
const OURS =
  /^((?:documents|wechat)\.sqlite|claim\.sqlite|owner\.pid|secrets\.json|stage\.json)(-wal|-shm|-journal|\.\d+)?$/
/** The folder of the file storage in it. */
const FILES = 'files'
const CLAIM = /^(claim\.sqlite|owner\.pid)/

/** Empties a data folder of the local cloud. One in use, or with anything else in it, is left alone. */
export function emptyDataFolder(folder: string): void {
  if (!existsSync(folder)) return
  const names = readdirSync(folder)
  const strange = names.filter((name) => !OURS.test(name) && !isFileStorage(folder, name))
  if (strange.length > 0) {
    const some = strange.slice(0, 3).join(', ')
    throw new UsageError(`--fresh would empty ${folder}, but it holds other files (${some})`)
  }
  const claim = new FolderClaim(folder)
  for (const name of names.filter((name) => !CLAIM.test(name))) {
    rmSync(path.join(folder, name), { recursive: name === FILES })
  }
  claim.release()
}

/** The file storage of a local cloud, with nothing in it that is not its own. */
function isFileStorage(folder: string, name: string): boolean {
  const storage = path.join(folder, name)
  return (
    name === FILES &&
    statSync(storage).isDirectory() &&
    readdirSync(storage).every((file) => STORED_FILE.test(file))
  )
}
