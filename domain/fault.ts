/** Something that must never happen did: a document breaks its own rules. Thrown, never shown as a refusal. */
export class BrokenInvariant extends Error {
  override name = 'BrokenInvariant'
}

export function invariant(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new BrokenInvariant(otherwise)
}
