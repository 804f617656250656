import type { SourceTree } from './source-tree'
import type { Problem } from './problems'

/** A JSON file of the mini-program; null when it is missing or cannot be read, which is a problem. */
export function readJson(
  tree: SourceTree,
  file: string,
  problems: Problem[],
): Record<string, unknown> | null {
  const text = tree.read(file)
  if (text === null) {
    problems.push({ file, message: 'there is no such file' })
    return null
  }
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch (error) {
    problems.push({ file, message: (error as Error).message })
    return null
  }
}
