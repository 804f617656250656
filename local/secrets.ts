import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** The functions' keys on this laptop: made once, kept with the data, never in the repository. */
export function localSecrets(dataDir: string): Record<string, string> {
  const file = path.join(dataDir, 'secrets.json')
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true })
    const secrets = {
      HUIWEI_SEAL_KEY: randomBytes(32).toString('hex'),
      HUIWEI_PHONE_KEY: randomBytes(32).toString('hex'),
    }
    writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 })
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
}
