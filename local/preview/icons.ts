import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'

/** A TDesign icon's drawing by its name (`cart`), fit to be an image or a mask of its own; null when there is none. */
export function readIcon(nodeModulesDir: string, name: string): string | null {
  if (!/^[a-z0-9-]+$/.test(name)) return null
  const file = path.join(nodeModulesDir, 'tdesign-icons-svg', 'src', `${name}.svg`)
  if (!statSync(file, { throwIfNoEntry: false })) return null
  // The package spells viewBox as JSX does not even: browsers ignore `view-box`.
  return readFileSync(file, 'utf8').replace('view-box=', 'viewBox=')
}
