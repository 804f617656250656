import { draw, drawButton } from '../phone/draw'
import { openLayer } from './layer'

/** Pictures over the whole screen, one at a time, beginning with `first`. A tap or the back gesture closes them. */
export function showFullScreen(sources: string[], first: number): void {
  const close = () => layer.close()
  const count = draw('div', { class: 'phone-full-screen-count', 'aria-hidden': 'true' })
  const row = draw(
    'div',
    { class: 'phone-full-screen-row' },
    ...sources.map((source) => drawPicture(source, close)),
  )
  const tell = () => {
    const at = Math.round(row.scrollLeft / Math.max(1, row.clientWidth))
    count.textContent = sources.length === 1 ? '' : `${at + 1} / ${sources.length}`
  }
  row.addEventListener('scroll', tell)
  const layer = openLayer(
    'phone-full-screen-layer',
    close,
    draw(
      'div',
      { class: 'phone-full-screen', role: 'dialog', 'aria-modal': 'true', 'aria-label': '大图' },
      row,
      count,
    ),
  )
  row.scrollLeft = first * row.clientWidth
  tell()
}

function drawPicture(source: string, close: () => void): HTMLElement {
  const image = draw('img', { src: source, alt: '', draggable: 'false' })
  const place = drawButton({ 'aria-label': '关闭大图' }, close, image)
  image.addEventListener('error', () => image.replaceWith(draw('span', {}, '图片加载失败')))
  return place
}
