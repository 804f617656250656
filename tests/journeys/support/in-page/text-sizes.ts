import type { TextSize } from '../findings'
import { texts } from './fitting'
import { describe, isDrawn } from '../../../../local/stage/eyes/visible'

/** The size of every text of the mini-program on the screen and in its fields, in the document's order. */
export function textSizes(): TextSize[] {
  const fields = [...document.querySelectorAll('input, textarea')]
  return [...texts().map(({ element }) => element), ...fields]
    .filter((element) => isDrawn(element) && element.closest('[data-drawn-by="phone"]') === null)
    .map((element) => ({
      where: describe(element),
      px: Number.parseFloat(getComputedStyle(element).fontSize),
    }))
}
