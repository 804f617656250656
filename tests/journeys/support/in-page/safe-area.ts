import type { LayoutFault } from '../findings'
import { TAPPABLES } from '../../../../local/stage/eyes/names'
import { operable } from './operable'
import { describe } from '../../../../local/stage/eyes/visible'

/** What there is to tap at the lower end of the page, scrolled to its end, where the phone's own line lies over it. */
export function safeAreaFaults(judged: (element: Element) => boolean): LayoutFault[] {
  const phone = document.getElementById('phone')
  const inset =
    phone === null ? 0 : Number.parseFloat(getComputedStyle(phone).getPropertyValue('--phone-home'))
  if (inset === 0) return []
  const scroller = document.querySelector('.phone-page.top .phone-page-scroller')
  const before = scroller?.scrollTop ?? 0
  scroller?.scrollTo({ top: scroller.scrollHeight, behavior: 'instant' })
  const edge = document.documentElement.clientHeight - inset
  const faults = operable(TAPPABLES).flatMap((element): LayoutFault[] => {
    const { left, width, bottom } = element.getBoundingClientRect()
    if (bottom <= edge + 1 || !judged(element)) return []
    const hit = document.elementFromPoint(left + width / 2, edge + 1)
    if (hit === null || !element.contains(hit)) return []
    const what = `reaches ${Math.round(bottom - edge)} px into the phone's own lower end`
    return [{ rule: 'safe-area', where: describe(element), what }]
  })
  scroller?.scrollTo({ top: before, behavior: 'instant' })
  return faults
}
