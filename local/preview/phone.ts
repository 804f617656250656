import type { PreviewBundle } from './bundle'

/**
 * How a phone reaches the cloud. `lose-next-reply`: the next call is done, its reply is not heard; then `normal`.
 * `slow`: every request takes `SLOW_BY_MS` longer.
 */
export type Network = 'normal' | 'offline' | 'lose-next-reply' | 'slow'

export const SLOW_BY_MS = 2000

/** Told to the phone's page before the runtime starts. */
export interface PhoneSetup {
  /** Also the folder of its storage: two phones never share one. */
  name: string
  /** Where its requests go: `/phone/diner`. */
  base: string
  /** Where the mini-program starts: `pages/home/home` or `counter/pages/start/start?store=riverside`. */
  entryPage: string
  /** How far its clock is from the machine's when it starts. */
  clockShiftMs: number
}

/** Raised on a phone's frame, if it stands in one, when its handle is there and the mini-program has not started. */
export const PHONE_STARTS = 'huiwei-phone-starts'

/** What a camera sees: a code on another phone's screen. */
export interface Sight {
  /** Whose screen: `顾客的手机`. */
  where: string
  text: string
}

/** A page's own mistake, or a promise nobody caught. Journeys end with none. */
export interface PhoneError {
  where: string
  message: string
}

/** What a page has asked of the phone since it was opened. Whatever the phone does while a page is on top is that page's. */
export interface PageWork {
  /** Its source path; empty before the first page. */
  page: string
  /** Calls of `setData`, by pages and components together. */
  setDataCount: number
  /** What they were given, as bytes of its JSON in UTF-8. */
  setDataBytes: number
  largestSetData: number
  /** Calls of `wx.cloud.callFunction`, repetitions included. */
  calls: number
  /**
   * How long it took until the page showed what it is for: the frame after the answer to its first cloud call, or its
   * first frame when it had made no call by then. Counted from the start of the phone's document for the first page,
   * from the call of `wx.navigateTo` and its like for all others. Null: not yet; a call without a reply answers nothing.
   */
  firstUsableMs: number | null
}

/** A running phone, for the stage around it and for tests: `window.huiweiPhone` of its frame. */
export interface PhoneHandle {
  readonly name: string
  readonly errors: PhoneError[]
  /** Mistakes WeChat only warns of: too much or nothing sensible in `setData`. */
  readonly warnings: PhoneError[]
  network: Network
  /** While true the person answers that sheet of WeChat's with no, before it is drawn; `photos`: album and camera. */
  readonly refuses: { phoneNumber: boolean; subscription: boolean; photos: boolean }
  /** The person has chosen the large font in WeChat's settings. */
  largeFont: boolean
  /** How far the phone's clock is from the machine's, as the mini-program sees it. Timers go on as they were. */
  clockShiftMs: number
  readonly work: PageWork
  /** The same of the page on top when it became of use, before it asked anything else. Null: not yet. */
  readonly workAtFirstUse: PageWork | null
  /** The page on top as a deep link: `pages/history/history?x=1`. Empty before the first page. */
  address(): string
  /** Sends the mini-program to the background, where it stays until it is taken up. */
  putAway(): void
  takeUp(): void
  /** Asked when a page opens the camera. The stage sets it; alone, a phone sees nothing. */
  camera: () => Promise<Sight[]>
  /** The canvases on the screen now that could carry a code. */
  canvasesOnScreen(): HTMLCanvasElement[]
  /** Resolves when no cloud call is under way and the screen has been drawn. */
  settled(): Promise<void>
}

declare global {
  /** The stage's server reads this file without the DOM's types; in a browser's program this joins them. */
  interface HTMLCanvasElement {
    width: number
  }
  interface Window {
    /** Set by the phone's page. */
    huiweiPhoneSetup: PhoneSetup
    huiweiPhone: PhoneHandle
    /** The runtime's start; the bundle's script calls it. */
    huiweiBoot: (bundle: PreviewBundle) => void
  }
}
