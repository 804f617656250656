import type { GlassElement } from '../glass/glass-easel'

export interface HoverOptions {
  /** The class while a finger is on it; `none` for none. */
  className(): string
  startMs(): number
  stayMs(): number
  disabled(): boolean
}

/** `hover-class`: the element's look under a finger. */
export function hoverOn(element: GlassElement, options: HoverOptions): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const wear = (on: boolean) => {
    const name = options.className()
    if (name !== '' && name !== 'none') element.toggleNodeClass(name, on, 2)
  }
  element.addListener('touchstart', () => {
    if (options.disabled()) return
    timer = setTimeout(() => wear(true), options.startMs())
  })
  const lifted = () => {
    clearTimeout(timer)
    setTimeout(() => wear(false), options.stayMs())
  }
  element.addListener('touchend', lifted)
  element.addListener('touchcancel', lifted)
}
