import type { Change, StoredCollection } from './document-store'
import type { Key } from './keys'

/** The name under which locks and history know a document. */
export function documentKey(collection: StoredCollection, id: string): string {
  return `${collection.name}\0${id}`
}

/** What a write touches, by name: first the document, then every unique key it takes or gives up. */
export function touchedKeys({ collection, id, before, after }: Change): [string, ...string[]] {
  const names: [string, ...string[]] = [documentKey(collection, id)]
  for (const index of collection.indexes) {
    if (!index.unique) continue
    const old = before ? index.keysOf(before.document) : []
    const next = after ? index.keysOf(after) : []
    for (const key of [...without(old, next), ...without(next, old)])
      names.push(`${collection.name}\0${index.name}\0${key.toString('latin1')}`)
  }
  return names
}

function without(keys: Key[], others: Key[]): Key[] {
  return keys.filter((key) => !others.some((other) => other.equals(key)))
}
