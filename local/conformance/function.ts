import type { SdkName } from './case'
import { caseOf } from './cases/all'
import { outcomeOf } from './outcome'
import { openSdks } from './sdks/open'

const sdks = openSdks(null)

/** The suite as a function of the local cloud: runs the case that `operation` names through one SDK. */
export async function main({ operation, sdk }: { operation: string; sdk: SdkName }) {
  return outcomeOf(caseOf(operation), sdk, sdks)
}
