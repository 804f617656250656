/** What a phone's page answers to tests: both sides know only this file. */

/** Where to touch something; or why it cannot be touched. */
export type Located =
  { found: true; x: number; y: number; drawnBy: 'page' | 'phone' } | { found: false; why: string }

export type LayoutRule = 'overflow' | 'cut-text' | 'touch-target' | 'contrast' | 'name' | 'safe-area'

export interface LayoutFault {
  rule: LayoutRule
  /** The element, by tag, class and words. */
  where: string
  what: string
}

/** Elements a rule does not judge, as a CSS selector: text that may end in an ellipsis, for instance. */
export type Allowed = Partial<Record<LayoutRule, string>>

export interface TextSize {
  where: string
  px: number
}
