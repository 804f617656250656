import { theFrame } from './frame'

/** The phone's own state that pages may set: for tests to look at, and drawn where it can be seen. */
export const senses = {
  brightness: 0.5,
  keepScreenOn: false,
  /** `hidden` while a page keeps its screen out of screenshots. */
  captureEffect: 'none',
  clipboard: '',
  vibrations: [] as string[],
}

/** Drawn as a veil: the phone at half brightness looks as the page was designed. */
export function setBrightness(value: number): void {
  senses.brightness = value
  const veil = Math.max(0, 0.5 - value)
  theFrame().root.style.setProperty('--phone-veil', String(veil))
}

export function vibrate(kind: string): void {
  senses.vibrations.push(kind)
  const { root } = theFrame()
  root.classList.remove('vibrating')
  // Starts the animation again even while it runs.
  void root.offsetWidth
  root.classList.add('vibrating')
  setTimeout(() => root.classList.remove('vibrating'), 200)
}
