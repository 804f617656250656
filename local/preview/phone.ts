import type { PreviewBundle } from './bundle'

/** How a phone reaches the cloud. `lose-next-reply`: the next call is done, its reply is not heard; then `normal`. */
export type Network = 'normal' | 'offline' | 'lose-next-reply'

/** Told to the phone's page before the runtime starts. */
export interface PhoneSetup {
  /** Also the folder of its storage: two phones never share one. */
  name: string
  /** Where its requests go: `/phone/diner`. */
  base: string
  /** Where the mini-program starts: `pages/home/home` or `counter/pages/start/start?store=riverside`. */
  entryPage: string
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

/** A running phone, for the stage around it and for tests: `window.huiweiPhone` of its frame. */
export interface PhoneHandle {
  readonly name: string
  readonly errors: PhoneError[]
  network: Network
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
