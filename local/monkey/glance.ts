import type { PhoneError } from '../preview/phone'

/** Something on a phone's screen that a finger can reach now. */
export interface Target {
  x: number
  y: number
  /** What a screen reader would call it; empty when it has no name. */
  name: string
  kind: 'thing' | 'field'
  /** Drawn by the phone: its bars, its sheets, the camera. */
  ofPhone: boolean
  disabled: boolean
}

/** What a person sees of a phone at one look. Both the page and the monkey know only this file. */
export interface Glance {
  /** The mini-program's page on top; empty before there is one. */
  route: string
  /** In the document's order. */
  targets: Target[]
  /** Whatever says that it is still under way: an opening screen, a spinner, a picture to come. */
  waiting: string[]
  /** The beginning of what is to be read on the page. */
  words: string
  /** Something went wrong, the page says so, and nothing of the phone's own lies over it. */
  fails: boolean
  /** A code for somebody's camera is on the screen. */
  showsCode: boolean
  /** Numbers to be read aloud to a cashier, without their spaces. */
  numbers: string[]
  /** The mini-program's mistakes since the document was loaded, those that WeChat only warns of among them. */
  errors: PhoneError[]
}
