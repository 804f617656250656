import { fileForbidden, fileMissing, invalidParameter, unsupported } from '../errors'
import { limits } from '../limits'
import { checkCloudPath, fileIdOf, pathOf } from './cloud-path'
import { openFileStore, type FileStore, type StoredFile } from './file-store'
import { Links } from './links'

/** Who asks: the openid of a mini-program's user, or a function, which may do everything. */
export type FileUser = { openid: string } | 'function'

export interface CloudFilesOptions {
  /** Where files are kept; null: in memory. */
  folder: string | null
  now: () => number
  /** Where links lead until `publishAt` says otherwise; ends with a slash. */
  address: () => string
}

/**
 * The environment's file storage, with the platform's first rule: everybody may read, only who uploaded a file may
 * replace or delete it; functions may do everything.
 */
export class CloudFiles {
  private readonly files: FileStore
  private readonly links: Links<string>
  private published: string | null = null

  constructor(private readonly options: CloudFilesOptions) {
    this.files = openFileStore(options.folder)
    this.links = new Links(options.now)
  }

  /** Makes links lead to an address that browsers reach, ending with a slash; null: back to the cloud's own. */
  publishAt(address: string | null): void {
    this.published = address
  }

  /** Keeps a file and gives its id. Fails for a bad path, a file too large, or somebody else's file. */
  put(path: string, bytes: Buffer, user: FileUser): string {
    checkCloudPath(path)
    if (bytes.length > limits.uploadBytes)
      throw unsupported(`A file of more than ${limits.uploadBytes / 1024 / 1024} MB`)
    if (this.files.has(path) && !this.mayWrite(path, user)) throw fileForbidden(path)
    this.files.write({ path, bytes, owner: user === 'function' ? null : user.openid })
    return fileIdOf(path)
  }

  /** A file by its id, past links and rules; null: there is none. */
  read(fileId: string): StoredFile | null {
    const path = pathOf(fileId)
    return path === null ? null : this.files.read(path)
  }

  /**
   * An address at which a file can be read until `maxAgeSeconds` are over. On the platform the link to a file that
   * everybody may read never ends; here each does, so that nothing is built on one that does not.
   */
  linkTo(fileId: string, maxAgeSeconds: number): string {
    const path = this.existing(fileId)
    return `${this.published ?? this.options.address()}${this.links.add(path, maxAgeSeconds * 1000)}`
  }

  /** The file behind a link; null: the link is over or was never given, or the file is gone. */
  behindLink(token: string): StoredFile | null {
    const path = this.links.find(token)
    return path === null ? null : this.files.read(path)
  }

  delete(fileId: string, user: FileUser): void {
    const path = this.existing(fileId)
    if (!this.mayWrite(path, user)) throw fileForbidden(path)
    this.files.remove(path)
  }

  private existing(fileId: string): string {
    const path = pathOf(fileId)
    if (path === null || !this.files.has(path)) throw fileMissing(fileId)
    return path
  }

  private mayWrite(path: string, user: FileUser): boolean {
    return user === 'function' || this.files.read(path)?.owner === user.openid
  }
}

/** [D] A link's life in seconds: a day, when nothing else is asked for, and at most. */
export function checkedMaxAge(maxAge: unknown): number {
  const seconds = maxAge ?? limits.linkMaximumSeconds
  if (
    typeof seconds !== 'number' ||
    !Number.isInteger(seconds) ||
    seconds < 1 ||
    seconds > limits.linkMaximumSeconds
  )
    throw invalidParameter(`max_age must be a whole number from 1 to ${limits.linkMaximumSeconds}`)
  return seconds
}

/** [D] How many files one request may name. */
export function checkFileCount(list: readonly unknown[]): void {
  if (list.length === 0 || list.length > limits.filesPerRequest)
    throw invalidParameter(`1 to ${limits.filesPerRequest} files are expected, not ${list.length}`)
}
