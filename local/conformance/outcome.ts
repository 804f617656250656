import { threw, type Case, type Json, type SdkName } from './case'
import { nameOf, openScope, tableNames } from './open-scope'
import type { Sdks } from './sdks/open'

/** What comes of a case, as JSON; what it throws, if it does. Afterwards the collections are empty. */
export async function outcomeOf(one: Case, sdk: SdkName, sdks: Sdks): Promise<Json> {
  const scope = openScope(sdk, sdks)
  const outcome = await one
    .run(scope)
    .then((given) => JSON.parse(JSON.stringify(given ?? null)) as Json, threw)
  // What a case that failed left open would keep the collections from being emptied, and spoil the next.
  await scope.endTransactions()
  await emptyTables(sdks)
  return outcome
}

export async function emptyTables({ node }: Sdks): Promise<void> {
  const everything = { _id: node.command.exists(true) }
  await Promise.all(tableNames.map((name) => node.collection(nameOf(name)).where(everything).remove()))
}
