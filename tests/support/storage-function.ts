import { openDatabase } from '../../storage/database'
import * as stocks from '../../storage/stocks'

/** Calls one function of storage by name, with a database: for tests of storage alone. */
export const main = async ({
  name,
  args,
}: {
  name: keyof typeof stocks
  args: unknown[]
}): Promise<unknown> => {
  const run = stocks[name] as (...all: unknown[]) => Promise<unknown>
  return (await run(openDatabase(), ...args)) ?? null
}
