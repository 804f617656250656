import type { Case } from '../case'
import { aggregating } from './aggregating'
import { errors } from './errors'
import { indexes } from './indexes'
import { reading } from './reading'
import { shapes } from './shapes'
import { transactions } from './transactions'
import { updating } from './updating'
import { writing } from './writing'

/** Every case, by what its sentence is about. */
export const cases: Record<string, Case[]> = {
  'a query': reading,
  'a write': writing,
  'an update': updating,
  'a unique index': indexes,
  'an aggregation': aggregating,
  'a transaction': transactions,
  'a reply': shapes,
  'an error': errors,
}

/** The whole sentences, each with its case. */
export const sentences: readonly { sentence: string; one: Case }[] = Object.entries(cases).flatMap(
  ([subject, about]) => about.map((one) => ({ sentence: `${subject} ${one.name}`, one })),
)

export function caseOf(sentence: string): Case {
  const found = sentences.find((known) => known.sentence === sentence)
  if (!found) throw new Error(`there is no case "${sentence}"`)
  return found.one
}
