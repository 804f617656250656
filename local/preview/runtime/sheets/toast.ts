import { assetUrl } from '../phone/assets'
import { draw } from '../phone/draw'
import { openLayer, type Layer } from './layer'

const MARKS: Record<string, string> = { success: '✓', error: '✕' }

let shown: Layer | undefined
let timer: ReturnType<typeof setTimeout> | undefined

interface Toast {
  title: string
  icon: string
  image?: string | undefined
  /** Taps reach the page below unless it is set. */
  mask: boolean
  /** Stays until it is hidden without one. */
  durationMs?: number
}

function picture({ icon, image }: Toast): Node[] {
  if (image !== undefined)
    return [draw('img', { class: 'phone-toast-image', src: assetUrl(image, ''), alt: '' })]
  if (icon === 'loading') return [draw('span', { class: 'phone-spinner large', 'aria-hidden': 'true' })]
  const mark = MARKS[icon]
  return mark === undefined ? [] : [draw('span', { class: 'phone-toast-mark', 'aria-hidden': 'true' }, mark)]
}

/** Replaces the toast before it: WeChat shows one. */
export function showToast(toast: Toast): void {
  hideToast()
  const box = draw(
    'div',
    { class: 'phone-toast', role: 'status' },
    ...picture(toast),
    draw('span', {}, toast.title),
  )
  shown = toast.mask
    ? openLayer('phone-toast-layer masked', () => undefined, box)
    : openLayer('phone-toast-layer', undefined, box)
  if (toast.durationMs !== undefined) timer = setTimeout(hideToast, toast.durationMs)
}

export function hideToast(): void {
  clearTimeout(timer)
  shown?.close()
  shown = undefined
}
