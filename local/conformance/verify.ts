import { isDeepStrictEqual } from 'node:util'
import { expectedOf, sdkNames, threw, type Case, type SdkName } from './case'
import { sentences } from './cases/all'
import type { Environment } from './environment'

/** Runs the whole suite, tells case by case what came of it, and gives how many cases came out differently. */
export async function verify(environment: Environment, print: (line: string) => void): Promise<number> {
  let same = 0
  const different: string[] = []
  const left: string[] = []
  for (const { sentence, one } of sentences) {
    if (one.localOnly && environment.kind === 'real') {
      left.push(`${sentence}: ${one.localOnly.why}`)
      continue
    }
    for (const sdk of one.sdks ?? sdkNames) {
      const difference = await differenceOf(environment, sentence, one, sdk)
      print(`${difference ? 'DIFFERENT' : 'same     '}  ${sdk.padEnd(13)}  ${sentence}`)
      for (const line of difference ?? []) print(`             ${line}`)
      if (difference) different.push(`${sentence} (${sdk})`)
      else same += 1
    }
  }
  print('')
  print(`${environment.name}: ${same} as expected, ${different.length} different, ${left.length} not run`)
  for (const line of different) print(`  different: ${line}`)
  for (const line of left) print(`  not run: ${line}`)
  return different.length
}

async function differenceOf(
  environment: Environment,
  sentence: string,
  one: Case,
  sdk: SdkName,
): Promise<string[] | null> {
  const expected = expectedOf(one, sdk)
  const got = await environment.run(sentence, one, sdk).catch(threw)
  if (isDeepStrictEqual(got, expected)) return null
  return [
    `expected  ${JSON.stringify(expected)}`,
    `got       ${JSON.stringify(got)}`,
    ...(one.unverified === undefined ? [] : [`assumed:  ${one.unverified}`]),
  ]
}
