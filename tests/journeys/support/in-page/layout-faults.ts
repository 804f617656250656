import type { Allowed, LayoutFault, LayoutRule } from '../findings'
import { contrastFaults } from './contrast'
import { cutTextFaults, overflowFaults } from './fitting'
import { nameFaults, targetFaults } from './operable'
import { safeAreaFaults } from './safe-area'

/** Everything wrong with how the page is laid out now. Scrolls the page to look behind texts, and back. */
export function layoutFaults(allowed: Allowed): LayoutFault[] {
  const judged =
    (rule: LayoutRule) =>
    (element: Element): boolean => {
      const selector = allowed[rule]
      return selector === undefined || element.closest(selector) === null
    }
  return [
    ...overflowFaults(judged('overflow')),
    ...cutTextFaults(judged('cut-text')),
    ...targetFaults(judged('touch-target')),
    ...contrastFaults(judged('contrast')),
    ...nameFaults(judged('name')),
    ...safeAreaFaults(judged('safe-area')),
  ]
}
