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
 * Opens a headless browser: the one HUIWEI_CHROME names; else the Chromium of the npm packages where it runs, so
 * that machines draw alike; else an installed one.
 * @throws NoBrowser when none of them starts, with what each of them said.
 */
export async function launchBrowser(): Promise<Browser> {
  const said: string[] = []
  for (const candidate of await candidates(said)) {
    try {
      return await open(candidate)
    } catch (error) {
      said.push(`${candidate.executablePath}: ${firstLines(error)}`)
    }
  }
  const advice = 'Install Chrome, Chromium or Edge, or name one in HUIWEI_CHROME.'
  throw new NoBrowser(['No browser could be started.', advice, ...said].join('\n'))
}

async function candidates(said: string[]): Promise<Candidate[]> {
  const named = process.env.HUIWEI_CHROME ? installedBrowser() : null
  if (named) return [{ executablePath: named, args: QUIET }]
  const packaged = await packagedBrowser().catch((error: unknown) => {
    said.push(`the packaged Chromium: ${firstLines(error)}`)
    return null
  })
  const installed = installedBrowser()
  const small = [...QUIET, '--no-zygote', '--in-process-gpu']
  return [
    ...(packaged
      ? [
          { executablePath: packaged.executablePath, args: small },
          { executablePath: packaged.executablePath, args: small, libraries: packaged.libraries },
        ]
      : []),
    ...(installed ? [{ executablePath: installed, args: QUIET }] : []),
  ]
}

function open({ executablePath, args, libraries }: Candidate): Promise<Browser> {
  const path = [process.env.LD_LIBRARY_PATH, libraries].filter(Boolean).join(':')
  const env = { ...(process.env as Record<string, string>), ...(libraries ? { LD_LIBRARY_PATH: path } : {}) }
  return chromium.launch({ executablePath, args, env, headless: true, handleSIGINT: false })
}

function firstLines(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n').slice(0, 2).join(' ')
}
