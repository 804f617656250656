import baseCss from '../base.css'
import { draw } from './draw'

/** The phone's screen: pages below, the tab bar, what lies over them on top. */
export interface Frame {
  root: HTMLElement
  pages: HTMLElement
  tabBar: HTMLElement
  layers: HTMLElement
}

let frame: Frame | undefined

/** Styles come first in the document, so that a mini-program's own win. */
export function drawFrame(): Frame {
  document.head.prepend(draw('style', { 'data-from': 'phone' }, baseCss))
  const pages = draw('div', { class: 'phone-pages' })
  const tabBar = draw('div', {
    class: 'phone-tab-bar',
    role: 'tablist',
    'data-drawn-by': 'phone',
    hidden: true,
  })
  const layers = draw('div', { class: 'phone-layers' })
  const root = document.getElementById('phone') ?? document.body.appendChild(draw('div', { id: 'phone' }))
  root.append(pages, tabBar, layers)
  frame = { root, pages, tabBar, layers }
  return frame
}

export function theFrame(): Frame {
  if (frame === undefined) throw new Error('the phone has not been drawn yet')
  return frame
}
