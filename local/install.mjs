// Installs what is missing, so that a fresh clone needs Node and nothing else. Plain JavaScript: nothing is there yet.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import path from 'node:path'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const lockFile = path.join(root, 'package-lock.json')
const stampFile = path.join(root, 'node_modules', '.huiwei-installed')

/** Runs `npm ci` when node_modules is missing or belongs to another lock file. */
export function installWhatIsMissing() {
  const wanted = createHash('sha256').update(readFileSync(lockFile)).digest('hex')
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return
  const [major] = process.versions.node.split('.')
  if (Number(major) < 20) {
    console.error(`Huiwei needs Node 20 or newer; this is ${process.versions.node}.`)
    process.exit(1)
  }
  console.log('Installing packages (once) …')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const { status } = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) process.exit(status ?? 1)
  writeFileSync(stampFile, wanted)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) installWhatIsMissing()
