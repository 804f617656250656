import path from 'node:path'
import { parseArgs, type ParseArgsConfig } from 'node:util'

/** A mistake on the command line: shown as one sentence, not as a stack. */
export class UsageError extends Error {
  override name = 'UsageError'
}

/** Parses the command line strictly; an unknown option is a mistake worth hearing about. */
export function commandLine<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config)
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

export function wholeNumber(name: string, text: string, from: number, to: number): number {
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < from || value > to) {
    throw new UsageError(`--${name} takes a whole number from ${from} to ${to}, not "${text}"`)
  }
  return value
}

/** Where the repository is: the tools are bundled into dist/, so they are told. */
export function repository(): string {
  return process.env.HUIWEI_ROOT ?? process.cwd()
}

/** A path as the caller meant it: `npm run` changes the folder, INIT_CWD keeps where they stood. */
export function asGiven(file: string): string {
  return path.resolve(process.env.INIT_CWD ?? process.cwd(), file)
}
