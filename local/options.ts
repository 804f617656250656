import { statSync } from 'node:fs'
import path from 'node:path'
import { parseArgs, type ParseArgsConfig } from 'node:util'
import { FolderInUse } from './cloud/engine/folder-claim'

/** A mistake on the command line: shown as one sentence, not as a stack. */
export class UsageError extends Error {
  override name = 'UsageError'
}

/** What a mistake or an accident is told as: a sentence where we know one, the whole stack where we do not. */
export function tellFailure(error: unknown, help: string): void {
  process.exitCode = 1
  if (error instanceof UsageError) console.error(`${error.message}\n\n${help}`)
  else if (error instanceof FolderInUse)
    console.error(`${error.message}. End it with ctrl-C, or choose another --data.`)
  else console.error(error)
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

/** A folder for documents: one that is there, or may be made. */
export function dataFolder(given: string): string {
  const folder = asGiven(given)
  if (statSync(folder, { throwIfNoEntry: false })?.isFile())
    throw new UsageError(`--data: ${given} is a file`)
  return folder
}

/** Where the repository is: the tools are bundled into dist/, so they are told. */
export function repository(): string {
  return process.env.HUIWEI_ROOT ?? process.cwd()
}

/** A path as the caller meant it: `npm run` changes the folder, INIT_CWD keeps where they stood. */
export function asGiven(file: string): string {
  return path.resolve(process.env.INIT_CWD ?? process.cwd(), file)
}
