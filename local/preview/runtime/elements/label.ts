import type { TouchReport } from '../glass/events'
import { glassElementOf } from '../glass/glass-easel'
import { behaviourOf, type ElementKind } from './element'

const CONTROLS = 'wx-checkbox, wx-radio, wx-switch, wx-button, wx-input, wx-textarea'

/** A tap on it goes on to the control it names, or to the first one inside. */
export const label: ElementKind = {
  name: 'label',
  properties: { for: String },
  create: (host) => {
    host.on('tap', (event) => {
      const id = host.text('for')
      const control =
        id === ''
          ? host.node.querySelector(CONTROLS)
          : (host.node.closest('page')?.querySelector(`#${CSS.escape(id)}`) ?? null)
      const tapped = (event.getOriginalEvent() as TouchReport | undefined)?.target ?? null
      if (control === null || control.contains(tapped)) return
      const element = glassElementOf(control)
      if (element !== null) behaviourOf(element).labelTap?.()
    })
    return {}
  },
}
