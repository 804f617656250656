import type { PhoneBackend } from '../glass/backend'
import type { Finger, TouchReport } from '../glass/events'
import { theFrame } from '../phone/frame'
import { PressReader } from './press'

/** Where a browser does not say so, a mouse event this soon after a touch is the touch's echo. */
const MOUSE_ECHO_MS = 1000

type MouseSource = MouseEvent & { sourceCapabilities?: { firesTouchEvents: boolean } | null }

let reader: PressReader | undefined

/** What needs the browser's own reaction to a touch: fields (focus, a caret, a thumb) and the phone's own buttons. */
const isNative = (target: EventTarget | null) =>
  target instanceof Element && target.closest('input, textarea, select, [data-drawn-by]') !== null

const fingers = (list: TouchList): Finger[] =>
  Array.from(list, ({ identifier, clientX, clientY }) => ({ identifier, clientX, clientY }))

const reportOf = (event: TouchEvent): TouchReport => ({
  target: event.target as Node,
  touches: fingers(event.touches),
  changedTouches: fingers(event.changedTouches),
})

/** Returns whether a mouse event only repeats a touch: browsers send one after touching a field. */
function readTouches(root: HTMLElement, press: PressReader): (event: MouseSource) => boolean {
  let lastTouch = -Infinity
  const passive = { capture: true, passive: false }
  const listen = (
    type: 'touchstart' | 'touchmove' | 'touchend' | 'touchcancel',
    heard: (event: TouchEvent) => void,
  ) =>
    root.addEventListener(
      type,
      (event) => {
        lastTouch = performance.now()
        heard(event)
      },
      passive,
    )
  listen('touchstart', (event) => press.start(reportOf(event)))
  listen('touchmove', (event) => {
    const caught = press.move(reportOf(event))
    if (caught && event.cancelable && !isNative(event.target)) event.preventDefault()
  })
  listen('touchend', (event) => {
    press.end(reportOf(event))
    // Or the browser clicks what the tap has just opened at the same place.
    if (event.cancelable && !isNative(event.target)) event.preventDefault()
  })
  listen('touchcancel', (event) => press.cancel(reportOf(event)))
  return ({ sourceCapabilities }) =>
    sourceCapabilities?.firesTouchEvents ?? performance.now() - lastTouch < MOUSE_ECHO_MS
}

/** A mouse is one finger, so that whoever sits at a desk can use the phone. */
function readMouse(root: HTMLElement, press: PressReader, isEcho: (event: MouseSource) => boolean): void {
  let target: Node | undefined
  const report = (event: MouseEvent, on: Node, down: boolean): TouchReport => {
    const finger = { identifier: 0, clientX: event.clientX, clientY: event.clientY }
    return { target: on, touches: down ? [finger] : [], changedTouches: [finger] }
  }
  root.addEventListener(
    'mousedown',
    (event) => {
      if (event.button !== 0 || isEcho(event)) return
      target = event.target as Node
      press.start(report(event, target, true))
    },
    true,
  )
  window.addEventListener('mousemove', (event) => {
    if (target === undefined) return
    if (event.buttons === 0) {
      press.cancel(report(event, target, false))
      target = undefined
    } else press.move(report(event, target, true))
  })
  window.addEventListener(
    'mouseup',
    (event) => {
      if (target === undefined) return
      const on = target
      target = undefined
      press.end(report(event, on, false))
    },
    true,
  )
}

/** Enter and space on what the keyboard can reach are taps. */
function readKeys(root: HTMLElement): void {
  root.addEventListener('keydown', (event) => {
    if ((event.key !== 'Enter' && event.key !== ' ') || isNative(event.target)) return
    if (!(event.target instanceof HTMLElement) || event.target.tabIndex < 0) return
    event.preventDefault()
    tapOn(event.target)
  })
}

/** Reads touches, mouse and keys on the pages' part of the screen. */
export function readFingers(backend: PhoneBackend): void {
  const { pages } = theFrame()
  const press = new PressReader(backend)
  reader = press
  const isEcho = readTouches(pages, press)
  readMouse(pages, press, isEcho)
  readKeys(pages)
  pages.addEventListener('scroll', () => press.noTap(), true)
}

/** A finger put down on an element and lifted again, with everything that follows from it. */
export function tapOn(target: Element, at = centreOf(target), heldMs = 0): Promise<void> {
  if (reader === undefined) throw new Error('the phone has not started yet')
  const press = reader
  const finger: Finger = { identifier: 0, clientX: at.x, clientY: at.y }
  press.start({ target, touches: [finger], changedTouches: [finger] })
  const lift = () => {
    press.end({ target, touches: [], changedTouches: [finger] })
    const field = target.closest<HTMLElement>('input, textarea, select')
    field?.focus()
  }
  if (heldMs === 0) {
    lift()
    return Promise.resolve()
  }
  return new Promise((resolve) =>
    setTimeout(() => {
      lift()
      resolve()
    }, heldMs),
  )
}

/** One finger's event by itself, for tests that draw their own way over the screen. */
export function touch(kind: 'start' | 'move' | 'end' | 'cancel', report: TouchReport): void {
  reader?.[kind](report)
}

export function centreOf(element: Element): { x: number; y: number } {
  const { left, top, width, height } = element.getBoundingClientRect()
  return { x: left + width / 2, y: top + height / 2 }
}
