import { readCollectionRules, type CollectionRule } from '../cloud/collections'
import type { Environment } from './environment'
import { emptyTables, outcomeOf } from './outcome'
import { openSdks, type Credentials, type Sdks } from './sdks/open'

/**
 * A real environment, asked from outside of it. Creates the collections that are missing; indexes no SDK can
 * create, so they are told to `print`. Throws when a collection is still missing then.
 */
export async function openRealEnvironment(
  credentials: Credentials,
  rulesDir: string,
  print: (line: string) => void,
): Promise<Environment> {
  const sdks = openSdks(credentials)
  const rules = readCollectionRules(rulesDir)
  for (const { name } of rules) await createMissing(sdks, name)
  print('These indexes must be there; no SDK can create them, the console can:')
  for (const line of rules.flatMap(describeIndexes)) print(`  ${line}`)
  await emptyTables(sdks)
  return {
    name: `environment ${credentials.environmentId}`,
    kind: 'real',
    run: (_sentence, one, sdk) => outcomeOf(one, sdk, sdks),
    close: async () => {},
  }
}

/** Whether it exists is shown by a read: what creating an existing one answers is among what is to be found out. */
async function createMissing({ node }: Sdks, name: string): Promise<void> {
  try {
    await node.collection(name).limit(1).get()
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'DATABASE_COLLECTION_NOT_EXIST') throw error
    await node.createCollection(name)
  }
}

function describeIndexes({ name, indexes }: CollectionRule): string[] {
  return indexes.map((index) => {
    const fields = index.fields.map(({ field, direction }) => `${field} ${direction === 1 ? 'asc' : 'desc'}`)
    return `${name}: ${index.unique ? 'unique ' : ''}index "${index.name}" on ${fields.join(', ')}`
  })
}
