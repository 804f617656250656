import { spawnSync } from 'node:child_process'
import { chmodSync } from 'node:fs'
import path from 'node:path'
import { compilers } from './upload'
import { filesOf } from './files'

const folders: Partial<Record<NodeJS.Platform, string>> = { darwin: 'mac', linux: 'linux', win32: 'windows' }

/**
 * What wcc has against the templates and scripts (WXML, WXS) of a compiled mini-program, and wcsc against its style
 * sheets; nothing when they take them all. Called as miniprogram-ci calls its own, not through miniprogram-compiler's
 * functions, which lose what wcsc says and look for components beside the page.
 * @throws Error when they do not run on this machine.
 */
export function faultsOfMarkup(folder: string): string[] {
  const files = filesOf(folder).map((name) => `./${name}`)
  const ending = (...ends: string[]) => files.filter((name) => ends.includes(path.extname(name)))
  const sheets = ending('.wxss')
  return [
    ...saidBy('wcc', ['-d', ...ending('.wxml', '.wxs'), '-gn', '$gwx'], folder),
    ...saidBy('wcsc', ['-db', '-pc', String(sheets.length), ...sheets], folder),
  ]
}

function saidBy(compiler: 'wcc' | 'wcsc', given: string[], folder: string): string[] {
  const name = process.platform === 'win32' ? `${compiler}.exe` : compiler
  const platform = folders[process.platform] ?? process.platform
  const file = path.join(compilers(), 'node_modules/miniprogram-compiler/bin', platform, name)
  const { status, stderr, error } = run(file, given, folder)
  if (error || status === null) {
    const reason = error?.message ?? 'killed'
    throw new Error(`${compiler} does not run on ${process.platform} ${process.arch}: ${reason}`)
  }
  if (status === 0) return []
  const lines = stderr.split('\n').filter((line) => line && !line.startsWith('error file count'))
  return lines.length > 0 ? lines : [`${compiler} ended with ${status}`]
}

function run(file: string, given: string[], folder: string) {
  // They come without the right to be run.
  chmodSync(file, 0o755)
  return spawnSync(file, given, { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
}
