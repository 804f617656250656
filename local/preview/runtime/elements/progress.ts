import { draw } from '../phone/draw'
import { toBrowserUnits } from '../../units'
import type { ElementKind } from './element'

const pixels = (value: string) => (/^\d+(\.\d+)?$/.test(value) ? `${value}px` : toBrowserUnits(value))

export const progress: ElementKind = {
  name: 'progress',
  properties: {
    percent: { type: Number, value: 0 },
    showInfo: null,
    borderRadius: { type: null, value: 0 },
    fontSize: { type: null, value: 16 },
    strokeWidth: { type: null, value: 6 },
    color: String,
    activeColor: String,
    backgroundColor: String,
    active: null,
    activeMode: null,
    duration: null,
  },
  create: (host) => {
    const filled = draw('i')
    const bar = draw('div', { class: 'phone-progress-bar' }, filled)
    const info = draw('span', { class: 'phone-progress-info' })
    const show = () => {
      const percent = Math.min(100, Math.max(0, host.number('percent') || 0))
      filled.style.width = `${percent}%`
      filled.style.backgroundColor = host.text('activeColor') || host.text('color') || '#09bb07'
      bar.style.backgroundColor = host.text('backgroundColor') || '#ebebeb'
      bar.style.height = pixels(host.text('strokeWidth'))
      bar.style.borderRadius = pixels(host.text('borderRadius'))
      info.hidden = !host.flag('showInfo')
      info.textContent = `${percent}%`
      info.style.fontSize = pixels(host.text('fontSize'))
      host.node.setAttribute('aria-valuenow', String(percent))
    }
    return {
      changed: Object.fromEntries(
        ['percent', 'showInfo', 'color', 'activeColor', 'backgroundColor', 'strokeWidth', 'borderRadius'].map(
          (name) => [name, show],
        ),
      ),
      attached: () => {
        if (host.text('ariaRole') === '') host.node.setAttribute('role', 'progressbar')
        host.node.append(bar, info)
        show()
      },
    }
  },
}
