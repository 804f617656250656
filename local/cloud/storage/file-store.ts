import { createHash, randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'

export interface StoredFile {
  path: string
  /** The openid of the user who uploaded it; null: a function did. */
  owner: string | null
  bytes: Buffer
}

/** What a folder of files holds, and nothing else: `--fresh` removes no other file. */
export const STORED_FILE = /^[0-9a-f]{64}(\.[0-9a-f]{16}\.part)?$/

/** Files by their place in the storage, on the disk or in memory. Whoever reads one sees all of it, or the one before. */
export interface FileStore {
  has(path: string): boolean
  read(path: string): StoredFile | null
  write(file: StoredFile): void
  /** False: there was none. */
  remove(path: string): boolean
}

/** `folder` null: in memory. */
export function openFileStore(folder: string | null): FileStore {
  return folder === null ? new MemoryFiles() : new DiskFiles(folder)
}

class MemoryFiles implements FileStore {
  private readonly files = new Map<string, StoredFile>()

  has(path: string): boolean {
    return this.files.has(path)
  }

  read(path: string): StoredFile | null {
    return this.files.get(path) ?? null
  }

  write(file: StoredFile): void {
    this.files.set(file.path, file)
  }

  remove(path: string): boolean {
    return this.files.delete(path)
  }
}

/**
 * A file each, named by the hash of its path: paths are longer than names may be, and some disks do not tell A from a.
 * Its first line says whose it is and where it belongs; its bytes follow.
 */
class DiskFiles implements FileStore {
  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true })
    // Left by a process that was killed while it wrote.
    for (const name of readdirSync(folder)) if (name.endsWith('.part')) rmSync(join(folder, name))
  }

  has(path: string): boolean {
    return existsSync(this.placeOf(path))
  }

  read(path: string): StoredFile | null {
    if (!this.has(path)) return null
    const content = readFileSync(this.placeOf(path))
    const lineEnd = content.indexOf('\n')
    const head = JSON.parse(content.toString('utf8', 0, lineEnd)) as Omit<StoredFile, 'bytes'>
    return { ...head, bytes: content.subarray(lineEnd + 1) }
  }

  write({ bytes, ...head }: StoredFile): void {
    const place = this.placeOf(head.path)
    const beside = `${place}.${randomBytes(8).toString('hex')}.part`
    const file = openSync(beside, 'wx')
    try {
      for (const part of [Buffer.from(`${JSON.stringify(head)}\n`), bytes]) writeAll(file, part)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(beside, place)
    this.sync()
  }

  remove(path: string): boolean {
    const found = this.has(path)
    rmSync(this.placeOf(path), { force: true })
    this.sync()
    return found
  }

  /** A name is on the disk when its folder is. Windows opens no folder, and needs none opened. */
  private sync(): void {
    if (process.platform === 'win32') return
    const folder = openSync(this.folder, 'r')
    try {
      fsyncSync(folder)
    } finally {
      closeSync(folder)
    }
  }

  private placeOf(path: string): string {
    return join(this.folder, createHash('sha256').update(path).digest('hex'))
  }
}

function writeAll(file: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at)
}
