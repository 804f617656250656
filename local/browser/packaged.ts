import { execFile } from 'node:child_process'
import { lstatSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, type Stats } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { repository } from '../options'

const run = promisify(execFile)
const PACKAGE = '@sparticuz/chromium'
const WRITABLE_BY_OTHERS = 0o022
/** Unpacking takes seconds. */
const LEFTOVER_MS = 60 * 60 * 1000

export interface PackagedBrowser {
  executablePath: string
  /** The folder of its shared libraries, for a machine that lacks them. */
  libraries: string
}

/**
 * The Chromium that comes with the npm packages, unpacked into the temporary folder once per version; null where
 * it does not run (it is a Linux x64 program). Several processes may ask at once: each unpacks beside, and the
 * first to finish gives its folder the common name. Anybody can have taken that name before: a folder others could
 * have put a program into is refused. One of this user's from which something is missing, as whoever cleans temporary
 * folders leaves it, makes way.
 */
export async function packagedBrowser(
  temporary: string = tmpdir(),
  user: number = process.getuid?.() ?? 0,
): Promise<PackagedBrowser | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null
  const folder = path.join(temporary, `huiwei-chromium-${packageVersion()}-${user}`)
  removeLeftovers(folder, user)
  if (entryAt(folder)) {
    refuseUnlessOf(user, folder)
    if (!isWhole(folder)) remove(folder)
  }
  if (!entryAt(folder)) await unpackInto(folder)
  refuseUnlessOf(user, folder)
  return { executablePath: program(folder), libraries: libraries(folder) }
}

const program = (folder: string): string => path.join(folder, 'chromium')
const libraries = (folder: string): string => path.join(folder, 'al2023/lib')

function isWhole(folder: string): boolean {
  return [program(folder), libraries(folder)].every(entryAt)
}

/** By its name first: whoever asks meanwhile finds nothing rather than a part. */
function remove(folder: string): void {
  const aside = mkdtempSync(`${folder}-`)
  try {
    renameSync(folder, aside)
  } catch (error) {
    // Another process was faster.
    if (entryAt(folder)) throw error
  } finally {
    rmSync(aside, { recursive: true, force: true })
  }
}

/** Of the name itself, not of where a link leads. */
function entryAt(name: string): Stats | undefined {
  return lstatSync(name, { throwIfNoEntry: false })
}

function isFolderOf(user: number, entry: Stats): boolean {
  return entry.isDirectory() && entry.uid === user
}

function refuseUnlessOf(user: number, folder: string): void {
  const entry = entryAt(folder)
  if (!entry || !isFolderOf(user, entry) || (entry.mode & WRITABLE_BY_OTHERS) !== 0)
    throw new Error(`${folder} is not a folder that only this user can write to: remove it`)
}

/** Processes that died while they unpacked left their folders beside. */
function removeLeftovers(folder: string, user: number): void {
  const start = `${path.basename(folder)}-`
  for (const name of readdirSync(path.dirname(folder)).filter((other) => other.startsWith(start))) {
    const beside = path.join(path.dirname(folder), name)
    const entry = entryAt(beside)
    if (entry && isFolderOf(user, entry) && Date.now() - entry.mtimeMs > LEFTOVER_MS)
      rmSync(beside, { recursive: true, force: true })
  }
}

async function unpackInto(folder: string): Promise<void> {
  const beside = mkdtempSync(`${folder}-`)
  try {
    // The package unpacks into its process's TMPDIR, and sees a half-written file as finished: hence a process of its own.
    const script = `import('${PACKAGE}').then((chromium) => chromium.default.executablePath())`
    await run(process.execPath, ['-e', script], {
      cwd: repository(),
      env: { ...process.env, TMPDIR: beside, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
    })
    renameSync(beside, folder)
  } catch (error) {
    rmSync(beside, { recursive: true, force: true })
    if (!entryAt(folder)) throw error
  }
}

/** Of the npm package, which is that of its Chromium. */
export function packageVersion(): string {
  const manifest = path.join(repository(), 'node_modules', PACKAGE, 'package.json')
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version
}
