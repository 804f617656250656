import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Package } from './upload'
import { filesOf } from './files'

/**
 * Modules that a compiled mini-program requires and that are not there for it: outside the mini-program, as `contract/`
 * is, in a package of npm that was not packed, or in another subpackage. miniprogram-ci does not mind; a phone does, when
 * it opens the page.
 */
export function modulesNotThere(folder: string, packages: readonly Package[]): string[] {
  const files = filesOf(folder)
  const there = new Set(files)
  const home = (file: string) => packages.find(({ root }) => root && file.startsWith(root))?.root ?? ''
  return files
    .filter((file) => file.endsWith('.js'))
    .flatMap((file) =>
      requiredBy(readFileSync(path.join(folder, file), 'utf8'))
        .filter((wanted) => {
          const found = namesOf(wanted, file).find((name) => there.has(name))
          return !found || !['', home(file)].includes(home(found))
        })
        .map((wanted) => `${file} requires ${wanted}`),
    )
}

/** The compiled code is minified: what it requires stands there as text. */
function requiredBy(code: string): string[] {
  return [...code.matchAll(/\brequire\(["']([^"']+)["']\)/g)].map(([, wanted = '']) => wanted)
}

/** Where a module may be: beside, or in the `miniprogram_npm` of a folder above. */
function namesOf(wanted: string, from: string): string[] {
  const folder = path.posix.dirname(from)
  const places = /^\.|^\//.test(wanted)
    ? [path.posix.join(wanted.startsWith('/') ? '.' : folder, wanted)]
    : above(folder).map((place) => path.posix.join(place, 'miniprogram_npm', wanted))
  return places.flatMap((place) => [place, `${place}.js`, `${place}/index.js`])
}

function above(folder: string): string[] {
  return folder === '.' ? ['.'] : [folder, ...above(path.posix.dirname(folder))]
}
