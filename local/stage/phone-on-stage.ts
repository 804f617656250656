/** What somebody is in the restaurant. */
export type Part = 'diner' | 'cashier' | 'manager'

/** What the stage's page is told of a phone. */
export interface PhoneOnStage {
  /** In addresses: `/phone/<name>/`. Small letters, digits, hyphens. */
  name: string
  part: Part
  title: string
  /** Where its mini-program starts. */
  entryPage: string
}
