const SOURCE = 'source'
/** Whoever hesitates at the table joins at the till, not next week. */
const KEPT_MS = 12 * 3_600_000
/** What a function takes. */
const MOST_CHARACTERS = 64

interface Kept {
  scene: string
  at: number
}

/** The code by which somebody came: the last one scanned, kept for a while, as many leave before they join. */
export const source = {
  /** What this scene says, or the last one did where it says nothing. */
  from(scene: string, now: number): string {
    const said = decoded(scene).slice(0, MOST_CHARACTERS)
    if (said !== '') {
      wx.setStorageSync(SOURCE, { scene: said, at: now } satisfies Kept)
      return said
    }
    const kept = wx.getStorageSync<Kept | ''>(SOURCE)
    return kept && kept.at > now - KEPT_MS ? kept.scene : ''
  },
}

/** WeChat gives it encoded once; a text that is nothing encoded is no code of ours. */
function decoded(scene: string): string {
  try {
    return decodeURIComponent(scene)
  } catch {
    return ''
  }
}

/** The placement that a code names; empty for other codes. */
export const placementIn = (scene: string): string => /^p=([a-z0-9][a-z0-9-]*)$/.exec(scene)?.[1] ?? ''
