import { isFormField } from '../glass/behaviors'
import { glassElementOf, type GlassElement } from '../glass/glass-easel'
import { behaviourOf, kindOf, type ElementKind } from './element'

type Act = (formType: string) => void

const acts = new WeakMap<GlassElement, Act>()

/** The form around a node: what it does when one of its buttons says `submit` or `reset`. */
export function hostForm(node: HTMLElement): Act | undefined {
  const form = glassElementOf(node.closest('wx-form'))
  return form === null ? undefined : acts.get(form)
}

function elementsIn(node: HTMLElement): GlassElement[] {
  return [...node.querySelectorAll('*')].flatMap((inner) => {
    const element = (inner as { __wxElement?: GlassElement }).__wxElement
    return element === undefined ? [] : [element]
  })
}

function valuesIn(node: HTMLElement): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const element of elementsIn(node)) {
    const name = element.data?.name
    if (typeof name !== 'string' || name === '') continue
    const value = behaviourOf(element).formValue
    if (value !== undefined) values[name] = value()
    else if (kindOf(element) === undefined && isFormField(element)) values[name] = element.data.value
  }
  return values
}

export const form: ElementKind = {
  name: 'form',
  properties: { reportSubmit: null, reportSubmitTimeout: null },
  create: (host) => {
    acts.set(host.glass, (formType) => {
      if (formType === 'submit') return host.fire('submit', { value: valuesIn(host.node) })
      if (formType !== 'reset')
        throw new Error(`button form-type ${formType} is not supported by the preview`)
      for (const element of elementsIn(host.node)) behaviourOf(element).formReset?.()
      host.fire('reset')
    })
    return {}
  },
}
