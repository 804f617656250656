import type { LayoutFault } from '../findings'
import { accessibleName, CONTROLS, TAPPABLES } from '../../../../local/stage/eyes/names'
import { describe, isBeside, isDrawn } from '../../../../local/stage/eyes/visible'

/** 88 rpx: 44 px on a screen of 375. */
const TARGET_RPX = 88

/** What is on the screen, is the mini-program's and matches. */
export function operable(selector: string): Element[] {
  return [...document.body.querySelectorAll(selector)].filter(
    (element) =>
      isDrawn(element) &&
      !isBeside(element) &&
      element.closest('[aria-hidden="true"]') === null &&
      // The phone's own bars and sheets are not the mini-program's to change.
      element.closest('[data-drawn-by="phone"]') === null,
  )
}

/** What is too small for a thumb, in either direction. One thing in another counts once, as large as the larger. */
export function targetFaults(judged: (element: Element) => boolean): LayoutFault[] {
  const least = (TARGET_RPX * document.documentElement.clientWidth) / 750
  const isLarge = (element: Element): boolean => {
    const { width, height } = element.getBoundingClientRect()
    return width >= least - 0.5 && height >= least - 0.5
  }
  const targets = operable(TAPPABLES)
  const outer = targets.filter((element) => !element.parentElement?.closest(`${TAPPABLES}, label, wx-label`))
  return outer
    .filter((element) => !isLarge(element) && judged(element))
    .map((element) => {
      const { width, height } = element.getBoundingClientRect()
      const what = `is ${Math.round(width)} × ${Math.round(height)}, less than ${Math.round(least)} (88 rpx)`
      return { rule: 'touch-target', where: describe(element), what }
    })
}

/** What a screen reader cannot name, or does not know to be something to tap. */
export function nameFaults(judged: (element: Element) => boolean): LayoutFault[] {
  return operable(TAPPABLES).flatMap((element): LayoutFault[] => {
    if (!judged(element)) return []
    const where = describe(element)
    if (accessibleName(element) === '') return [{ rule: 'name', where, what: 'has no name' }]
    if (!hasRole(element)) return [{ rule: 'name', where, what: 'can be tapped but has no role' }]
    return []
  })
}

/** Its own, that of what it consists of, or that of what it stands in. */
function hasRole(element: Element): boolean {
  return element.closest(`${CONTROLS}, label, wx-label`) !== null || element.querySelector(CONTROLS) !== null
}
