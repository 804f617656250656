import { anyoneHears, type PhoneBackend } from '../glass/backend'
import type { Finger, TouchReport } from '../glass/events'
import { cornerOf, type Point } from '../glass/page-area'
import { dragMoves, dragStarts, dragEnds } from './drag'
import { whileTapping } from './tapping'

/** A finger that moved further no longer taps. */
const TAP_DISTANCE = 10
const LONG_PRESS_MS = 350

interface Press {
  target: Node
  at: Point
  timer: ReturnType<typeof setTimeout>
  /** False once it moved, was held, or the page scrolled under it. */
  isTap: boolean
}

const pointOf = (finger: Finger): Point => ({ x: finger.clientX, y: finger.clientY })

const moved = (press: Press, to: Point) =>
  Math.abs(to.x - press.at.x) > TAP_DISTANCE || Math.abs(to.y - press.at.y) > TAP_DISTANCE

/** A disabled button swallows the tap, as in WeChat. */
const isDisabled = (target: Node) =>
  target instanceof Element && target.closest('wx-button[disabled]') !== null

/**
 * One finger's way over the screen, from the browser's touches, the mouse or a test: raises touchstart, touchmove,
 * touchend, touchcancel, longpress and tap on the element it began on.
 */
export class PressReader {
  private press: Press | undefined

  constructor(private readonly backend: PhoneBackend) {}

  /** Each returns true when a listener caught the event. */
  start(report: TouchReport): boolean {
    const finger = report.changedTouches[0]
    const caught = this.raise('touchstart', report)
    if (finger === undefined) return caught
    this.forget()
    const at = pointOf(finger)
    const timer = setTimeout(() => this.hold(report), LONG_PRESS_MS)
    this.press = { target: report.target, at, timer, isTap: true }
    dragStarts(at, report.target)
    return caught
  }

  move(report: TouchReport): boolean {
    const caught = this.raise('touchmove', report)
    const finger = report.changedTouches[0]
    if (finger === undefined || this.press === undefined) return caught
    if (moved(this.press, pointOf(finger))) this.noTap()
    return dragMoves(pointOf(finger)) || caught
  }

  end(report: TouchReport): boolean {
    const caught = this.raise('touchend', report)
    const press = this.press
    this.forget()
    const dragged = dragEnds()
    if (press?.isTap === true && !dragged && !isDisabled(press.target)) {
      whileTapping(() => this.raiseAt('tap', press, report))
    }
    return caught
  }

  cancel(report: TouchReport): void {
    this.raise('touchcancel', report)
    this.forget()
    dragEnds(true)
  }

  /** The page scrolled under the finger: what follows is no tap. */
  noTap(): void {
    if (this.press === undefined) return
    clearTimeout(this.press.timer)
    this.press.isTap = false
  }

  private hold(report: TouchReport): void {
    const press = this.press
    if (press === undefined) return
    // As in WeChat: a tap follows a long press that nobody listens to.
    if (anyoneHears('longpress', press.target)) press.isTap = false
    this.raiseAt('longpress', press, report)
  }

  private forget(): void {
    if (this.press !== undefined) clearTimeout(this.press.timer)
    this.press = undefined
  }

  private raiseAt(type: string, press: Press, report: TouchReport): void {
    const corner = cornerOf(press.target)
    const detail = { x: press.at.x - corner.x, y: press.at.y - corner.y }
    this.backend.raise(press.target, type, detail, { ...report, target: press.target })
  }

  private raise(type: string, report: TouchReport): boolean {
    return this.backend.raise(report.target, type, {}, report)
  }
}
