// Installs what is missing, so that a fresh clone needs Node and nothing else: `node local/install.mjs [FOLDER…]`. Plain
// JavaScript: nothing is there yet.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import path from 'node:path'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))

/** WeChat's own compilers have packages of their own: only what compiles with them waits for them. */
export const OFFICIAL_COMPILERS = 'local/official-compilers'

/** Runs `npm ci` in a folder of the repository whose node_modules is missing or belongs to another lock file. */
export function installWhatIsMissing(name = '.') {
  const folder = path.join(root, name)
  const stampFile = path.join(folder, 'node_modules', '.huiwei-installed')
  const lock = readFileSync(path.join(folder, 'package-lock.json'))
  const wanted = createHash('sha256').update(lock).digest('hex')
  const [major] = process.versions.node.split('.')
  if (Number(major) < 20) {
    console.error(`Huiwei needs Node 20 or newer; this is ${process.versions.node}.`)
    process.exit(1)
  }
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return
  console.log(`Installing packages${name === '.' ? '' : ` of ${name}`} (once) …`)
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  // The tools too, whatever NODE_ENV or an .npmrc says: all that runs here needs them.
  const { status } = spawnSync(npm, ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) process.exit(status ?? 1)
  writeFileSync(stampFile, wanted)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , ...folders] = process.argv
  for (const folder of folders.length > 0 ? folders : ['.']) installWhatIsMissing(folder)
}
