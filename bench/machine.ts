import { execFileSync } from 'node:child_process'
import os from 'node:os'
import { repository } from '../local/options'

/** What figures were taken on and of. Nothing in it names a place or a person. */
export interface Machine {
  cpu: string
  cores: number
  memoryGb: number
  node: string
  system: string
}

export interface Version {
  commit: string
  /** Something beside the results differed from the commit. */
  dirty: boolean
}

export function thisMachine(): Machine {
  const [first] = os.cpus()
  return {
    cpu: first?.model.trim() ?? 'unknown',
    cores: os.cpus().length,
    memoryGb: Math.round(os.totalmem() / 2 ** 30),
    node: process.version,
    system: `${os.type()} ${os.arch()}`,
  }
}

export function thisVersion(): Version {
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: repository(), encoding: 'utf8' }).trim()
  return {
    commit: git('rev-parse', '--short=12', 'HEAD'),
    dirty: git('status', '--porcelain', '--', '.', ':!bench/results') !== '',
  }
}

/** How many programs wanted a core in the last minute; above the number of cores, times are not to be compared. */
export const load = (): number => Math.round((os.loadavg()[0] ?? 0) * 10) / 10
