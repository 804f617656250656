import type { Sight } from '../../phone'
import { draw, drawButton } from '../phone/draw'
import { openLayer } from './layer'

const LOOK_EVERY_MS = 500

/** Set by the stage: what the camera sees. Alone, a phone sees nothing. */
let look: () => Promise<Sight[]> = () => Promise.resolve([])

export const camera = {
  get: () => look,
  set: (next: () => Promise<Sight[]>) => {
    look = next
  },
}

/** A camera that cannot look, as when the stage has gone, sees nothing. */
async function lookAround(): Promise<Sight[]> {
  try {
    return await look()
  } catch (error) {
    console.warn('the camera cannot look', error)
    return []
  }
}

/**
 * The camera of `wx.scanCode`: each code in sight can be aimed at; a code's text can also be entered by hand, as if
 * it were printed on something in front of the phone.
 * @returns undefined when the person closes it.
 */
export function scanWithCamera(): Promise<string | undefined> {
  return new Promise((resolve) => {
    const answer = (text: string | undefined) => {
      clearInterval(timer)
      layer.close()
      resolve(text)
    }
    const inSight = draw('div', { class: 'phone-camera-sights' })
    const field = draw('input', { 'aria-label': '码的内容', placeholder: '也可以在这里粘贴码的内容' })
    const entered = () => {
      const text = field.value.trim()
      if (text !== '') answer(text)
    }
    field.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') entered()
    })
    let shown: string | undefined
    const refresh = async () => {
      const sights = await lookAround()
      // A button that is replaced loses its focus and the press under way.
      if (JSON.stringify(sights) === shown) return
      shown = JSON.stringify(sights)
      const buttons = sights.map(({ where, text }) =>
        drawButton({ class: 'phone-camera-sight' }, () => answer(text), `对准${where}`),
      )
      const nothing = draw(
        'p',
        { class: 'phone-camera-nothing' },
        '镜头里还没有码。请在另一台手机上打开会员码。',
      )
      inSight.replaceChildren(...(buttons.length === 0 ? [nothing] : buttons))
    }
    const timer = setInterval(() => void refresh(), LOOK_EVERY_MS)
    const sheet = draw(
      'div',
      { class: 'phone-camera', role: 'dialog', 'aria-modal': 'true', 'aria-label': '扫一扫' },
      draw('div', { class: 'phone-camera-finder', 'aria-hidden': 'true' }),
      draw('div', { class: 'phone-camera-title' }, '扫一扫'),
      inSight,
      draw('div', { class: 'phone-camera-entry' }, field, drawButton({}, entered, '识别')),
      drawButton({ class: 'phone-camera-close' }, () => answer(undefined), '关闭'),
    )
    const layer = openLayer('phone-camera-layer', () => answer(undefined), sheet)
    void refresh()
  })
}
