import { createHash } from 'node:crypto'

/**
 * Entries by key in an order that says nothing: MongoDB promises none for groups and sets, so code that needs
 * one must fail here too. It is the same in every run.
 */
export function inNoOrder<Entry>(entries: Map<string, Entry>): [string, Entry][] {
  return [...entries]
    .map((entry) => ({ entry, digest: createHash('sha256').update(entry[0]).digest('hex') }))
    .sort((a, b) => (a.digest < b.digest ? -1 : 1))
    .map(({ entry }) => entry)
}
