import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { UsageError } from './options'

/** The functions' keys on this laptop: made once, kept with the data, never in the repository. */
export function localSecrets(dataDir: string): Record<string, string> {
  const file = path.join(dataDir, 'secrets.json')
  if (!existsSync(file)) makeSecrets(file)
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
  } catch {
    throw new UsageError(`${file} is damaged; put it back, or begin anew with --fresh`)
  }
}

/** Written whole beside its place and linked into it, which fails if another start was first: its keys then count. */
function makeSecrets(file: string): void {
  mkdirSync(path.dirname(file), { recursive: true })
  const key = (): string => randomBytes(32).toString('hex')
  const beside = `${file}.${process.pid}`
  writeFileSync(beside, JSON.stringify({ HUIWEI_SEAL_KEY: key(), HUIWEI_PHONE_KEY: key() }, null, 2), {
    mode: 0o600,
  })
  try {
    linkSync(beside, file)
  } catch (error) {
    if (!existsSync(file)) throw error
  } finally {
    rmSync(beside)
  }
}
