import type { ElementKind } from './element'

/** Boxes: what they do (hover, aria, hidden) every element does. */
export const boxes: ElementKind[] = [{ name: 'view' }, { name: 'cover-view' }, { name: 'span' }]
