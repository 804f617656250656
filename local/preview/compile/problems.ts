/** A mistake in the mini-program, named so that it can be found: what WeChat's own tools would refuse, or the preview cannot do. */
export interface Problem {
  /** Below the mini-program's folder: `pages/home/home.wxml`. */
  file: string
  line?: number
  message: string
}

/** Everything that read a file says what was wrong with it beside its result, so that a cached result keeps its problems. */
export interface Checked<T> {
  value: T
  problems: Problem[]
}

export const notSupported = (what: string) => `${what} is not supported by the preview`

/** The line a character stands on, from 1. */
export function lineAt(text: string, offset: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1
  return line
}

/** Two components that share a broken file report it once. */
export function withoutRepeats(problems: Problem[]): Problem[] {
  const seen = new Set<string>()
  return problems.filter((problem) => {
    const key = JSON.stringify([problem.file, problem.line, problem.message])
    return !seen.has(key) && seen.add(key)
  })
}
