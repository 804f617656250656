import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { IndexField } from './engine/keys'
import { limits } from './limits'

export interface IndexRule {
  name: string
  unique: boolean
  fields: IndexField[]
}

export interface CollectionRule {
  name: string
  indexes: IndexRule[]
}

/**
 * Reads `database-rules/*.json`: the collections that exist, closed to phones, and their indexes.
 * Throws with the file's name for one that does not have the expected shape.
 */
export function readCollectionRules(folder: string): CollectionRule[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => {
      try {
        return readRule(JSON.parse(readFileSync(join(folder, file), 'utf8')))
      } catch (error) {
        throw new Error(`${join(folder, file)}: ${error instanceof Error ? error.message : String(error)}`, {
          cause: error,
        })
      }
    })
}

function readRule(rule: unknown): CollectionRule {
  const { collection, permission, indexes } = asObject(rule)
  if (typeof collection !== 'string' || !/^[a-zA-Z0-9][a-zA-Z0-9_-]{0,31}$/.test(collection))
    throw new Error('`collection` must be a collection name')
  // Phones have no way to a collection here, so a rule that opens one would be promised and not kept.
  if (permission !== 'ADMINONLY') throw new Error('`permission` must be ADMINONLY')
  if (!Array.isArray(indexes)) throw new Error('`indexes` must be a list')
  if (indexes.length > limits.indexesPerCollection)
    throw new Error(`a collection has at most ${limits.indexesPerCollection} indexes`)
  const read = indexes.map(readIndex)
  if (new Set(read.map(({ name }) => name)).size < read.length)
    throw new Error('two indexes have the same name')
  return { name: collection, indexes: read }
}

function readIndex(rule: unknown): IndexRule {
  const { name, unique, keys } = asObject(rule)
  if (typeof name !== 'string' || name === '') throw new Error('an index must have a `name`')
  if (typeof unique !== 'boolean') throw new Error(`index ${name}: \`unique\` must be true or false`)
  if (!Array.isArray(keys) || keys.length === 0) throw new Error(`index ${name}: \`keys\` must be a list`)
  return { name, unique, fields: keys.map((key) => readKey(name, key)) }
}

function readKey(index: string, key: unknown): IndexField {
  const { field, direction } = asObject(key)
  if (typeof field !== 'string' || field === '')
    throw new Error(`index ${index}: a key must have a \`field\``)
  if (direction !== 1 && direction !== -1) throw new Error(`index ${index}: \`direction\` must be 1 or -1`)
  return { field, direction }
}

function asObject(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error('an object is expected')
  return value as Record<string, unknown>
}
