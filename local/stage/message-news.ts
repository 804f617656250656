/** A message that a function sent, or tried to. */
export interface MessageLine {
  /** Counts the lines since the stage was opened. */
  id: number
  /** Whose phone it would be on: 顾客, or somebody who is not on the stage. */
  to: string
  /** Why: what the function that sent it does. */
  why: string
  /** The template's title, or its id where it has none. */
  template: string
  /** What it says, a line for each field. */
  text: string[]
  /** Where a tap on it leads; null: nowhere. */
  page: string | null
  /** By the cloud's clock, in milliseconds. */
  at: number
  /** Null: it is on its way. Else why it is not. */
  refused: string | null
}

/** So many are kept, here and on pages. */
export const MESSAGE_LINES = 100
