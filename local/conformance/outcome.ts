import { threw, type Case, type Json, type SdkName } from './case'
import { nameOf, openScope, tableNames } from './open-scope'
import type { Sdks } from './sdks/open'

/** What comes of a case, as JSON; what it throws, if it does. Afterwards the collections are empty. */
export async function outcomeOf(one: Case, sdk: SdkName, sdks: Sdks): Promise<Json> {
  try {
    const outcome = await one.run(openScope(sdk, sdks))
    return JSON.parse(JSON.stringify(outcome ?? null)) as Json
  } catch (error) {
    return threw(error)
  } finally {
    await emptyTables(sdks)
  }
}

export async function emptyTables({ node }: Sdks): Promise<void> {
  const everything = { _id: node.command.exists(true) }
  await Promise.all(tableNames.map((name) => node.collection(nameOf(name)).where(everything).remove()))
}
