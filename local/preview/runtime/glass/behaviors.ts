import type { CodeSpace, Data, GlassElement, Instance } from './glass-easel'

const fields = new WeakSet<GlassElement>()

/** True for a component with the behaviour `wx://form-field`: a form collects its `name` and `value`. */
export const isFormField = (element: GlassElement): boolean => fields.has(element)

/** WeChat's named behaviours, which the adapter does not know: a definition's strings become real ones. */
export function namedBehaviors(codeSpace: CodeSpace): (definition: Data) => void {
  const register = (definition: Data) => codeSpace.behavior().definition(definition).register()
  const behaviors: Record<string, unknown> = {
    'wx://form-field': register({
      properties: { name: { type: String }, value: { type: null } },
      lifetimes: {
        created(this: Instance) {
          fields.add(this._$)
        },
      },
    }),
    'wx://form-field-group': register({}),
    'wx://form-field-button': register({}),
    'wx://component-export': register({}),
    // Lends a component the scroll-view inside it; its `node()` stays out of reach here.
    'wx://proxy-scroll-view': register({}),
  }
  return (definition) => {
    if (!Array.isArray(definition.behaviors)) return
    definition.behaviors = definition.behaviors.map((behavior: unknown) => {
      if (typeof behavior !== 'string') return behavior
      const named = behaviors[behavior]
      if (named === undefined) throw new Error(`behavior ${behavior} is not supported by the preview`)
      return named
    })
  }
}
