import { kebab } from './css-names'
import { glassEasel, type Data, type GlassElement } from './glass-easel'

/**
 * glass-easel keeps `id` and `data-*` in its own tree. On the document's elements too they serve `#id` rules, tests
 * and whoever looks at the page in the browser's tools.
 */
export function reflectIdAndDataset(): void {
  const prototype = glassEasel.Element.prototype as Data & {
    setDataset(this: GlassElement, name: string, value: unknown): void
  }
  const id = Object.getOwnPropertyDescriptor(prototype, 'id')
  if (id?.set === undefined) throw new Error('glass-easel elements have no id setter')
  const setId = id.set
  Object.defineProperty(prototype, 'id', {
    ...id,
    set(this: GlassElement, value: unknown) {
      setId.call(this, value)
      if (this.$$ instanceof HTMLElement) this.$$.id = String(value)
    },
  })

  const setDataset = prototype.setDataset
  prototype.setDataset = function (name, value) {
    setDataset.call(this, name, value)
    if (!(this.$$ instanceof HTMLElement) || (typeof value === 'object' && value !== null)) return
    this.$$.setAttribute(`data-${kebab(name)}`, value === undefined || value === null ? '' : String(value))
  }
}
