import { openDatabase } from '../../storage/database'
import { attributedIn } from '../../storage/attributions'
import * as stocks from '../../storage/stocks'

const functions = { ...stocks, attributedIn }

/** Calls one function of storage by name, with a database: for tests of storage alone. */
export const main = async ({
  name,
  args,
}: {
  name: keyof typeof functions
  args: unknown[]
}): Promise<unknown> => {
  const run = functions[name] as (...all: unknown[]) => Promise<unknown>
  return (await run(openDatabase(), ...args)) ?? null
}
