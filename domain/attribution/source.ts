/** Where somebody came from, as a code says it (来源码): a placement of the programme, or a colleague. */
export type Source = { placementId: string } | { staffId: string }

/** The longest scene of a mini-program code (platform notes, `getUnlimited`). */
export const LONGEST_SCENE = 32

/** `p=riverside-8` or `s=staff-lin`: a short key that the function resolves, never a name or a number of anybody. */
export function sceneOf(source: Source): string {
  return 'placementId' in source ? `p=${source.placementId}` : `s=${source.staffId}`
}

/** What a scene says; null for what no code of ours says. */
export function sourceOf(scene: string): Source | null {
  if (scene.length > LONGEST_SCENE) return null
  const [, kind, id] = /^([ps])=([A-Za-z0-9][A-Za-z0-9_-]*)$/.exec(scene) ?? []
  if (id === undefined) return null
  return kind === 'p' ? { placementId: id } : { staffId: id }
}
