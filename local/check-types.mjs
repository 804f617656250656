// Type-checks every part with its own view of the world: functions and tools, the mini-program, code for browsers.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import path from 'node:path'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc')
const LEFT_OUT = ['node_modules', 'dist', '.local', '.git']

/** A folder with a tsconfig.json is a part. */
function parts(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return LEFT_OUT.includes(entry.name) ? [] : parts(path.join(folder, entry.name))
    return entry.name === 'tsconfig.json' ? [folder] : []
  })
}

const wrong = parts(root).filter((part) => {
  const { status } = spawnSync(process.execPath, [compiler, '--noEmit', '--project', part], {
    stdio: 'inherit',
  })
  return status !== 0
})
if (wrong.length > 0) {
  console.error(`types do not fit in ${wrong.map((part) => path.relative(root, part) || '.').join(', ')}`)
  process.exit(1)
}
