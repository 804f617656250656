import type { Package } from './upload'

const MB = 1024 * 1024

/** WeChat takes no package above 2 MB (its guide to subpackages), whatever the whole weighs. */
const ANY_PACKAGE = 2 * MB
/** Ours: the main package is what a guest at the table waits for, and what every feature to come adds to. */
const MAIN_PACKAGE = 1 * MB

/** The packages that are too large, each with its size and its limit. */
export function tooLarge(packages: readonly Package[]): string[] {
  return packages.flatMap(({ root, bytes }) => {
    const limit = root === '' ? MAIN_PACKAGE : ANY_PACKAGE
    return bytes < limit ? [] : [`${nameOf(root)}: ${inKb(bytes)}, limit ${inKb(limit)}`]
  })
}

/** A line for each package, as `npm run sizes` prints them. */
export function sizesOf(packages: readonly Package[]): string[] {
  return packages.map(({ root, bytes }) => `${nameOf(root).padEnd(24)} ${inKb(bytes)}`)
}

const nameOf = (root: string): string => root || 'main'
const inKb = (bytes: number): string => `${Math.ceil(bytes / 1024)} KB`
