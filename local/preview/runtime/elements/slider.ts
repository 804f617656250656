import { draw } from '../phone/draw'
import type { ElementKind } from './element'

export const slider: ElementKind = {
  name: 'slider',
  properties: {
    min: { type: Number, value: 0 },
    max: { type: Number, value: 100 },
    step: { type: Number, value: 1 },
    value: { type: Number, value: 0 },
    disabled: null,
    showValue: null,
    name: String,
    activeColor: String,
    backgroundColor: null,
    blockSize: null,
    blockColor: null,
  },
  create: (host) => {
    const range = draw('input', { type: 'range' })
    const shown = draw('span', { class: 'phone-slider-value', hidden: true })
    const write = () => {
      range.min = host.text('min')
      range.max = host.text('max')
      range.step = host.text('step')
      range.value = host.text('value')
      range.disabled = host.flag('disabled')
      range.style.accentColor = host.text('activeColor')
      shown.hidden = !host.flag('showValue')
      shown.textContent = range.value
    }
    const moved = (event: Event, name: string) => {
      event.stopPropagation()
      shown.textContent = range.value
      host.fire(name, { value: Number(range.value) })
    }
    range.addEventListener('input', (event) => moved(event, 'changing'))
    range.addEventListener('change', (event) => moved(event, 'change'))
    return {
      changed: {
        min: write,
        max: write,
        step: write,
        value: write,
        disabled: write,
        showValue: write,
        activeColor: write,
        ariaLabel: () => range.setAttribute('aria-label', host.text('ariaLabel')),
      },
      attached: () => {
        host.node.append(range, shown)
        write()
      },
      formValue: () => Number(range.value),
      formReset: write,
      type: (text) => {
        range.value = text
        range.dispatchEvent(new Event('change'))
      },
    }
  },
}
