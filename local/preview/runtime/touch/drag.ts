import type { Point } from '../glass/page-area'

/** A movement the phone itself answers: pulling a page down, swiping back from the edge. */
export interface Drag {
  /** Asked when a finger comes down. */
  mayStart(at: Point, target: Node): boolean
  /** The finger's way since. True: the movement is this drag's, not the page's. */
  moved(dx: number, dy: number): boolean
  /** @param cancelled the browser took the finger over. */
  ended(dx: number, dy: number, cancelled: boolean): void
}

const drags: Drag[] = []
let current: { drag: Drag; from: Point; dx: number; dy: number; taken: boolean } | undefined

export function addDrag(drag: Drag): void {
  drags.push(drag)
}

export function dragStarts(at: Point, target: Node): void {
  const drag = drags.find((known) => known.mayStart(at, target))
  current = drag === undefined ? undefined : { drag, from: at, dx: 0, dy: 0, taken: false }
}

export function dragMoves(to: Point): boolean {
  if (current === undefined) return false
  current.dx = to.x - current.from.x
  current.dy = to.y - current.from.y
  current.taken = current.drag.moved(current.dx, current.dy) || current.taken
  return current.taken
}

/** True when the finger's way was a drag's. */
export function dragEnds(cancelled = false): boolean {
  const ended = current
  current = undefined
  ended?.drag.ended(ended.dx, ended.dy, cancelled)
  return ended?.taken ?? false
}
