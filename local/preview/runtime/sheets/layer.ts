import { draw } from '../phone/draw'
import { theFrame } from '../phone/frame'

export interface Layer {
  close(): void
}

interface Opened extends Layer {
  back: (() => void) | undefined
}

const opened: Opened[] = []

/**
 * Lays something of the phone's own over the page.
 * @param back what the phone's back gesture does to it; without, the gesture goes to what is below.
 */
export function openLayer(kind: string, back: (() => void) | undefined, ...content: Node[]): Layer {
  const element = draw('div', { class: `phone-layer ${kind}`, 'data-drawn-by': 'phone' }, ...content)
  const layer: Opened = {
    back,
    close() {
      element.remove()
      const at = opened.indexOf(layer)
      if (at >= 0) opened.splice(at, 1)
    },
  }
  opened.push(layer)
  theFrame().layers.append(element)
  return layer
}

/** Gives the back gesture to the topmost layer that takes it. False: there is none. */
export function backOnLayer(): boolean {
  const back = opened.map((layer) => layer.back).filter((taken) => taken !== undefined)
  back.at(-1)?.()
  return back.length > 0
}
