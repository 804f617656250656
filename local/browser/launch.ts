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
 * of the npm packages. `first` puts that one before the installed ones, for who wants the same on every machine.
 * @throws NoBrowser when none of them starts, with what each of them said.
 */
export async function launchBrowser(first: 'installed' | 'packaged' = 'installed'): Promise<Browser> {
  const said: string[] = []
  for await (const candidate of candidates(first, said)) {
    try {
      return await open(candidate)
    } catch (error) {
      said.push(`${candidate.executablePath}: ${firstLines(error)}`)
    }
  }
  const advice = 'Install Chrome, Chromium or Edge, or name one in HUIWEI_CHROME.'
  throw new NoBrowser(['No browser could be started.', advice, ...said].join('\n'))
}

/** One after the other: nothing is unpacked where an earlier one starts. */
async function* candidates(first: 'installed' | 'packaged', said: string[]): AsyncGenerator<Candidate> {
  const packagedFirst = first === 'packaged' && !process.env.HUIWEI_CHROME
  if (packagedFirst) yield* packaged(said)
  const installed = installedBrowser()
  if (installed) yield { executablePath: installed, args: QUIET }
  if (!packagedFirst && !process.env.HUIWEI_CHROME) yield* packaged(said)
}

/** With the system's shared libraries, and then with its own. */
async function* packaged(said: string[]): AsyncGenerator<Candidate> {
  const found = await packagedBrowser().catch((error: unknown) => {
    said.push(`the packaged Chromium: ${firstLines(error)}`)
    return null
  })
  if (!found) return
  const { executablePath, libraries } = found
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
