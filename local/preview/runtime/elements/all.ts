import { ELEMENTS } from '../../elements'
import type { ComponentSpace } from '../glass/glass-easel'
import { playAnimation } from '../wx/animation'
import { button } from './button'
import { canvas } from './canvas'
import { checks } from './checks'
import { defineElement, type ElementKind } from './element'
import { form } from './form'
import { icon } from './icon'
import { images } from './image'
import { label } from './label'
import { navigator } from './navigator'
import { pageMeta } from './page-meta'
import { picker } from './picker'
import { pickerViews } from './picker-view'
import { progress } from './progress'
import { richText } from './rich-text'
import { scrollView } from './scroll-view'
import { slider } from './slider'
import { swipers } from './swiper'
import { text } from './text'
import { textFields } from './text-field'
import { boxes } from './view'

const kinds: ElementKind[] = [
  pageMeta,
  ...boxes,
  text,
  richText,
  ...images,
  icon,
  progress,
  button,
  navigator,
  form,
  label,
  ...textFields,
  ...checks,
  slider,
  picker,
  ...pickerViews,
  scrollView,
  ...swipers,
  canvas,
]

/** @throws when what is listed for the compiler and what is drawn here differ. */
export function defineElements(space: ComponentSpace): void {
  const drawn = kinds.map(({ name }) => name)
  const missing = ELEMENTS.filter((name) => !drawn.includes(name))
  if (missing.length > 0) throw new Error(`elements listed but not drawn: ${missing.join(', ')}`)
  for (const kind of kinds) defineElement(space, kind, playAnimation)
}
