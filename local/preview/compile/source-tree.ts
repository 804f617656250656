import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { SourcePath } from '../bundle'
import type { FileCache } from './file-cache'

const NPM = 'miniprogram_npm/'

export interface ScriptFile {
  path: SourcePath
  file: string
}

/** The mini-program's files by their source path, npm packages standing where WeChat's 构建 npm would put them. */
export class SourceTree {
  private readonly packageFolders = new Map<string, string | null>()

  constructor(
    readonly root: string,
    private readonly nodeModules: string,
    readonly cache: FileCache,
  ) {}

  /** Where a file stands on disk; null for a package that is not made for mini-programs, or a path that leaves the tree. */
  fileOf(writtenPath: string): string | null {
    const sourcePath = path.posix.normalize(writtenPath)
    if (sourcePath.startsWith('..') || path.isAbsolute(sourcePath)) return null
    if (!sourcePath.startsWith(NPM)) return path.join(this.root, sourcePath)
    const names = sourcePath.slice(NPM.length).split('/')
    const packageName = names.splice(0, names[0]?.startsWith('@') ? 2 : 1).join('/')
    const folder = this.packageFolder(packageName)
    return folder && path.join(folder, ...names)
  }

  read(sourcePath: string): string | null {
    const file = this.fileOf(sourcePath)
    return file && this.cache.read(file)
  }

  has(sourcePath: string): boolean {
    const file = this.fileOf(sourcePath)
    return file !== null && this.cache.exists(file)
  }

  /** `./card`, `/components/card` or `tdesign-miniprogram/button/button`, as written in `from`'s JSON. */
  component(reference: string, from: SourcePath): SourcePath | null {
    const places = reference.startsWith('/')
      ? [reference.slice(1)]
      : [path.posix.join(path.posix.dirname(from), reference), ...npmPlaces(reference, from)]
    return (
      places.flatMap(orItsIndex).find((place) => this.has(`${place}.json`) && this.has(`${place}.wxml`)) ??
      null
    )
  }

  /** What `require('./x')`, `require('/x')` or `require('package')` means in the module `from`. */
  script(reference: string, from: SourcePath): ScriptFile | null {
    const places = reference.startsWith('/')
      ? [reference.slice(1)]
      : reference.startsWith('.')
        ? [path.posix.join(path.posix.dirname(from), reference)]
        : npmPlaces(reference, from)
    for (const place of places.flatMap((plain) => orItsIndex(plain.replace(/\.[jt]s$/, '')))) {
      for (const extension of ['.ts', '.js']) {
        const file = this.fileOf(place + extension)
        if (file && this.cache.exists(file)) return { path: place, file }
      }
    }
    return null
  }

  private packageFolder(name: string): string | null {
    const known = this.packageFolders.get(name)
    if (known !== undefined) return known
    const folder = path.join(this.nodeModules, name)
    const manifest = path.join(folder, 'package.json')
    const { miniprogram } = existsSync(manifest)
      ? (JSON.parse(readFileSync(manifest, 'utf8')) as { miniprogram?: string })
      : {}
    const found = miniprogram ? path.join(folder, miniprogram) : null
    this.packageFolders.set(name, found)
    return found
  }
}

export const isFromPackage = (sourcePath: string) => sourcePath.startsWith(NPM)

const orItsIndex = (place: string) => [place, `${place}/index`]

/** The nearest `miniprogram_npm` upwards: a package brings its own dependencies in one of its own. */
function npmPlaces(reference: string, from: SourcePath): string[] {
  if (reference.startsWith('.')) return []
  const places: string[] = []
  for (let folder = path.posix.dirname(from); ; folder = path.posix.dirname(folder)) {
    places.push(path.posix.join(folder, NPM, reference))
    if (folder === '.') return places
  }
}
