import { spawn } from 'node:child_process'
import { cpSync, existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { repository } from '../options'

/** A package of the mini-program; the main one has no root. */
export interface Package {
  root: string
  bytes: number
}

export interface Upload {
  accepted: true
  /** Holds every file that would be uploaded. */
  folder: string
  packages: Package[]
  /** What npm's packing could not find. */
  warnings: string[]
  /** The hosts that were asked for, in vain. */
  asked: string[]
}

export interface Refused {
  accepted: false
  because: string
}

/** Some ten seconds on a quiet machine; three minutes have been seen where twenty others wanted the processor. */
const LONGEST_COMPILE_MS = 480_000

/** Where the compilers and their packages are. */
export const compilers = (): string => path.join(repository(), 'local/official-compilers')

/**
 * What miniprogram-ci makes of a project when it is uploaded: npm packed, TypeScript compiled, unused files left out, all
 * as the project's project.config.json says. It works on a copy in `workspace`, an empty folder of the caller's, and
 * nothing leaves the machine.
 * @throws Error when it is not installed, or ended without a verdict.
 */
export async function compileAsUploaded(project: string, workspace: string): Promise<Upload | Refused> {
  if (!existsSync(path.join(compilers(), 'node_modules'))) {
    throw new Error('First: node local/install.mjs local/official-compilers')
  }
  // miniprogram-ci does not find packages through a link.
  const into = realpathSync(workspace)
  const copy = path.join(into, 'project')
  const asked = path.join(into, 'asked')
  copyWhatIsUploaded(project, copy)
  writeFileSync(asked, '')
  const said = await compile(copy, into, asked)
  const verdict = path.join(into, 'verdict.json')
  if (!existsSync(verdict)) throw new Error(`miniprogram-ci ended without a verdict.\n${said}`)
  const found = JSON.parse(readFileSync(verdict, 'utf8')) as Upload | Refused
  if (!found.accepted) return found
  const hosts = readFileSync(asked, 'utf8').split('\n').filter(Boolean)
  return { ...found, folder: path.join(into, 'compiled'), asked: [...new Set(hosts)] }
}

/** The mini-program and what its modules and its npm come from: the packages that an install without tools would have. */
function copyWhatIsUploaded(project: string, to: string): void {
  const lock = JSON.parse(readFileSync(path.join(project, 'package-lock.json'), 'utf8')) as Lock
  const packages = Object.keys(lock.packages).filter((name) => name && !lock.packages[name]?.dev)
  const copied = ['project.config.json', 'package.json', 'miniprogram', 'contract', ...packages]
  const unlessPacked = (file: string) => path.basename(file) !== 'miniprogram_npm'
  for (const name of copied) {
    const filter = name === 'miniprogram' ? unlessPacked : () => true
    cpSync(path.join(project, name), path.join(to, name), { recursive: true, filter })
  }
}

interface Lock {
  packages: Record<string, { dev?: boolean }>
}

/** Resolves to all it said once it has ended. */
function compile(project: string, into: string, asked: string): Promise<string> {
  const child = spawn(process.execPath, [path.join(compilers(), 'compile.cjs'), project, into], {
    cwd: into,
    env: {
      ...process.env,
      NODE_OPTIONS: `--require "${path.join(compilers(), 'no-network.cjs')}"`,
      HUIWEI_ASKED_NETWORK: asked,
      // Past a proxy, to where it is refused.
      NO_PROXY: 'servicewechat.com',
    },
    timeout: LONGEST_COMPILE_MS,
  })
  const said: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', () => resolve(Buffer.concat(said).toString()))
  })
}
