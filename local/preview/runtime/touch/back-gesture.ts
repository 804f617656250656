import { addDrag } from './drag'

/** As wide as the strip along the left edge where WeChat's own gesture begins. */
const EDGE = 20
const FAR_ENOUGH = 80

/** A swipe from the left edge, and Escape: the phone's back gesture. */
export function readBackGesture(back: () => void): void {
  addDrag({
    mayStart: ({ x }) => x < EDGE,
    moved: (dx, dy) => dx > 10 && dx > Math.abs(dy),
    ended: (dx, dy, cancelled) => {
      if (!cancelled && dx > FAR_ENOUGH && dx > Math.abs(dy)) back()
    },
  })
  window.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') back()
  })
}
