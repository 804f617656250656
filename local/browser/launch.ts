import { chromium, type Browser } from 'playwright-core'
import { installedBrowser } from './installed'
import { packagedBrowser } from './packaged'

/** No browser of this machine or of the packages can be used here; the message says what to install. */
export class NoBrowser extends Error {
  override name = 'NoBrowser'
}

interface Candidate {
  executablePath: string
  args: string[]
  /** Folder of shared libraries to add to the system's. */
  libraries?: string
}

/** Nothing a browser does by itself may leave the machine. */
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
  '--no-pings',
  '--disable-gpu',
  '--font-render-hinting=none',
]

/**
 * Opens a headless browser: the one HUIWEI_CHROME names; else an installed Chrome, Chromium or Edge; else the Chromium
 * of the npm packages.
 * @throws NoBrowser when none of them starts, with what each of them said.
 */
export async function launchBrowser(): Promise<Browser> {
  const said: string[] = []
  for await (const candidate of candidates(said)) {
    try {
      return await open(candidate)
    } catch (error) {
      said.push(`${candidate.executablePath}: ${firstLines(error)}`)
    }
  }
  const advice = 'Install Chrome, Chromium or Edge, or name one in HUIWEI_CHROME.'
  throw new NoBrowser(['No browser could be started.', advice, ...said].join('\n'))
}

/** One after the other: nothing is unpacked where an installed browser starts. */
async function* candidates(said: string[]): AsyncGenerator<Candidate> {
  const installed = installedBrowser()
  if (installed) yield { executablePath: installed, args: QUIET }
  if (process.env.HUIWEI_CHROME) return
  const packaged = await packagedBrowser().catch((error: unknown) => {
    said.push(`the packaged Chromium: ${firstLines(error)}`)
    return null
  })
  if (!packaged) return
  const { executablePath, libraries } = packaged
  const args = [...QUIET, '--no-zygote', '--in-process-gpu']
  yield { executablePath, args }
  yield { executablePath, args, libraries }
}

function open({ executablePath, args, libraries }: Candidate): Promise<Browser> {
  const path = [process.env.LD_LIBRARY_PATH, libraries].filter(Boolean).join(':')
  const env = { ...(process.env as Record<string, string>), ...(libraries ? { LD_LIBRARY_PATH: path } : {}) }
  return chromium.launch({ executablePath, args, env, headless: true, handleSIGINT: false })
}

function firstLines(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n').slice(0, 2).join(' ')
}
