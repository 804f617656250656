import type * as z from 'zod'
import { invariant } from './fault'

/** In a catalogue, the kind that these terms are of, by the one word its schema takes for `kind`. */
export function kindOf<Kind>(
  catalogue: readonly Kind[],
  schemaOf: (kind: Kind) => z.ZodObject,
  terms: { kind: string },
): Kind {
  const found = catalogue.find((each) => schemaOf(each).shape.kind?.safeParse(terms.kind).success)
  invariant(found !== undefined, `nothing is of the kind ${terms.kind}`)
  return found
}
