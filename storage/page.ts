import type { Stored } from './database'

/** Where the page after this one begins, by the field it is ordered by; null when this is the last. */
export function cursorAfter(found: readonly Stored[], limit: number, field: string): string | null {
  const last = found.length === limit ? found.at(-1) : undefined
  return last === undefined ? null : String(last[field])
}
