import { glassElementOf, type GlassElement } from '../glass/glass-easel'
import { type Behaviour, type ElementKind, type Host } from './element'

const properties = { value: null, checked: null, disabled: null, color: String, name: String, type: String }

const isOn = (node: Element) => node.hasAttribute('checked')

function setOn(node: Element, on: boolean): void {
  node.toggleAttribute('checked', on)
  node.setAttribute('aria-checked', String(on))
}

const groupOf = (host: Host, tag: string): GlassElement | null => glassElementOf(host.node.closest(tag))

const valueOf = (node: Element): unknown => glassElementOf(node)?.data.value

const checkedIn = (group: Element, tag: string) =>
  [...group.querySelectorAll(tag)].filter(isOn).map((node) => valueOf(node))

/** @param toggle what a tap does; a disabled one does nothing. */
function createCheck(host: Host, role: string, toggle: () => void, extra: Behaviour = {}): Behaviour {
  const tapped = () => {
    if (!host.flag('disabled')) toggle()
  }
  let first = false
  host.on('tap', tapped)
  return {
    changed: {
      checked: () => setOn(host.node, host.flag('checked')),
      disabled: () => host.node.setAttribute('aria-disabled', String(host.flag('disabled'))),
      color: () => host.node.style.setProperty('--check-color', host.text('color')),
    },
    attached: () => {
      if (host.text('ariaRole') === '') host.node.setAttribute('role', role)
      host.node.tabIndex = 0
      first = host.flag('checked')
      setOn(host.node, first)
    },
    labelTap: tapped,
    formReset: () => setOn(host.node, first),
    ...extra,
  }
}

const group = (
  name: 'checkbox-group' | 'radio-group',
  formValue: (node: Element) => unknown,
): ElementKind => ({
  name,
  properties: { name: String },
  create: (host) => ({
    attached: () => {
      if (name === 'radio-group' && host.text('ariaRole') === '') host.node.setAttribute('role', 'radiogroup')
    },
    formValue: () => formValue(host.node),
  }),
})

export const checks: ElementKind[] = [
  {
    name: 'checkbox',
    properties,
    create: (host) =>
      createCheck(host, 'checkbox', () => {
        setOn(host.node, !isOn(host.node))
        const owner = groupOf(host, 'wx-checkbox-group')
        if (owner?.$$) owner.triggerEvent('change', { value: checkedIn(owner.$$, 'wx-checkbox') }, {})
      }),
  },
  {
    name: 'radio',
    properties,
    create: (host) =>
      createCheck(host, 'radio', () => {
        if (isOn(host.node)) return
        const owner = groupOf(host, 'wx-radio-group')
        owner?.$$?.querySelectorAll('wx-radio').forEach((other) => setOn(other, false))
        setOn(host.node, true)
        owner?.triggerEvent('change', { value: host.raw('value') }, {})
      }),
  },
  {
    name: 'switch',
    properties,
    create: (host) =>
      createCheck(
        host,
        'switch',
        () => {
          setOn(host.node, !isOn(host.node))
          host.fire('change', { value: isOn(host.node) })
        },
        { formValue: () => isOn(host.node) },
      ),
  },
  group('checkbox-group', (node) => checkedIn(node, 'wx-checkbox')),
  group('radio-group', (node) => checkedIn(node, 'wx-radio')[0] ?? ''),
]
