import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { repository } from '../options'

const run = promisify(execFile)
const PACKAGE = '@sparticuz/chromium'

export interface PackagedBrowser {
  executablePath: string
  /** The folder of its shared libraries, for a machine that lacks them. */
  libraries: string
}

/**
 * The Chromium that comes with the npm packages, unpacked into the temporary folder once per version; null where
 * it does not run (it is a Linux x64 program). Several processes may ask at once: each unpacks beside, and the
 * first to finish gives its folder the common name.
 */
export async function packagedBrowser(temporary: string = tmpdir()): Promise<PackagedBrowser | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null
  const folder = path.join(temporary, `huiwei-chromium-${packageVersion()}-${process.getuid?.() ?? 0}`)
  if (!existsSync(folder)) await unpackInto(folder)
  return { executablePath: path.join(folder, 'chromium'), libraries: path.join(folder, 'al2023/lib') }
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
    if (!existsSync(folder)) throw error
  }
}

function packageVersion(): string {
  const manifest = path.join(repository(), 'node_modules', PACKAGE, 'package.json')
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version
}
