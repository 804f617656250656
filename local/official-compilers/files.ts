import { readdirSync } from 'node:fs'
import path from 'node:path'

/** Every file in a folder and below, by its path from there, with slashes. */
export function filesOf(folder: string, below = ''): string[] {
  return readdirSync(path.join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const name = path.posix.join(below, entry.name)
    return entry.isDirectory() ? filesOf(folder, name) : [name]
  })
}
