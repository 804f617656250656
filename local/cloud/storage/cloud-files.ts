import { fileForbidden, fileMissing, invalidParameter, storageFailed, unsupported } from '../errors'
import { limits } from '../limits'
import { checkCloudPath, fileIdOf, pathOf } from './cloud-path'
import { openFileStore, type FileStore, type StoredFile } from './file-store'
import { Links } from './links'
import { defaultStorageRule, ruleAllows, type Deed, type StorageRule } from './storage-rule'

/** Who asks: the openid of a mini-program's user, or a function, which may do everything. */
export type FileUser = { openid: string } | 'function'

export interface CloudFilesOptions {
  /** Where files are kept; null: in memory. */
  folder: string | null
  now: () => number
  /** Where links lead until `publishAt` says otherwise; ends with a slash. */
  address: () => string
  /** What users may do. Default: the platform's. */
  rule?: StorageRule
}

/** The environment's file storage. Users may do with a file what its rule says, functions everything. */
export class CloudFiles {
  private readonly files: FileStore
  private readonly links: Links<string>
  private readonly rule: StorageRule
  private published: string | null = null
  private readonly resisting = new Set<string>()

  constructor(private readonly options: CloudFilesOptions) {
    this.files = openFileStore(options.folder)
    this.links = new Links(options.now)
    this.rule = options.rule ?? defaultStorageRule
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
    this.checkRight('write', path, user)
    this.files.write({ path, bytes, owner: user === 'function' ? null : user.openid })
    return fileIdOf(path)
  }

  /** A file by its id, past links and rules; null: there is none. */
  read(fileId: string): StoredFile | null {
    const path = pathOf(fileId)
    return path === null ? null : this.files.read(path)
  }

  /**
   * An address at which anybody can read a file until `maxAgeSeconds` are over: the rule is asked once, for the link.
   * On the platform the link to a file that everybody may read never ends; here each does, so that nothing is built on
   * one that does not.
   */
  linkTo(fileId: string, maxAgeSeconds: number, user: FileUser): string {
    const path = this.existing(fileId)
    this.checkRight('read', path, user)
    return `${this.published ?? this.options.address()}${this.links.add(path, maxAgeSeconds * 1000)}`
  }

  /** The file behind a link; null: the link is over or was never given, or the file is gone. */
  behindLink(token: string): StoredFile | null {
    const path = this.links.find(token)
    return path === null ? null : this.files.read(path)
  }

  delete(fileId: string, user: FileUser): void {
    const path = this.existing(fileId)
    this.checkRight('write', path, user)
    if (this.resisting.has(fileId)) throw storageFailed(fileId)
    this.files.remove(path)
  }

  /** On demand, for tests: whether a file resists being deleted, as when the platform's storage is out of order. */
  resist(fileId: string, resists: boolean): void {
    if (resists) this.resisting.add(fileId)
    else this.resisting.delete(fileId)
  }

  private existing(fileId: string): string {
    const path = pathOf(fileId)
    if (path === null || !this.files.has(path)) throw fileMissing(fileId)
    return path
  }

  private checkRight(deed: Deed, path: string, user: FileUser): void {
    if (user === 'function') return
    const file = this.files.read(path)
    const owner = file === null ? user.openid : file.owner
    if (!ruleAllows(this.rule, deed, owner, user.openid)) throw fileForbidden(path, deed)
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
