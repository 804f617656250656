import { existsSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { FolderClaim } from './cloud/engine/folder-claim'
import { UsageError } from './options'

/** Files the local cloud makes; nothing else in a folder is ever touched. */
const OURS = /^((?:documents|wechat)\.sqlite|claim\.sqlite|owner\.pid|secrets\.json)(-wal|-shm|-journal|\.\d+)?$/
const CLAIM = /^(claim\.sqlite|owner\.pid)/

/** Empties a data folder of the local cloud. One in use, or with anything else in it, is left alone. */
export function emptyDataFolder(folder: string): void {
  if (!existsSync(folder)) return
  const names = readdirSync(folder)
  const strange = names.filter((name) => !OURS.test(name))
  if (strange.length > 0) {
    const some = strange.slice(0, 3).join(', ')
    throw new UsageError(`--fresh would empty ${folder}, but it holds other files (${some})`)
  }
  const claim = new FolderClaim(folder)
  for (const name of names.filter((name) => !CLAIM.test(name))) rmSync(path.join(folder, name))
  claim.release()
}
