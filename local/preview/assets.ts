import { statSync } from 'node:fs'
import path from 'node:path'
import type { SourceTree } from './compile/source-tree'

export interface Asset {
  body: Buffer
  type: string
}

/** The only kinds of file a phone may ask for by path: never a source. */
const TYPES: Record<string, string> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.svg': 'image/svg+xml',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
}

/** Where an asset stands on disk and what it is; null for another kind of file or a path that leaves the folder. */
export function findAsset(tree: SourceTree, name: string): { file: string; type: string } | null {
  const type = TYPES[path.extname(name).toLowerCase()]
  const names = name.split('/').filter((part) => part !== '')
  if (!type || names.some((part) => part === '..' || /[\\\0]/.test(part))) return null
  const file = tree.fileOf(names.join('/'))
  return file && statSync(file, { throwIfNoEntry: false })?.isFile() ? { file, type } : null
}
