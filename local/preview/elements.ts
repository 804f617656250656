/**
 * The built-in elements the preview's runtime draws, one file each in `runtime/elements/`.
 * `block`, `slot`, `template`, `include`, `import` and `wxs` belong to the template compiler. See also `screen.ts`.
 */
export const ELEMENTS = [
  'page-meta',
  'view',
  'cover-view',
  'text',
  'span',
  'rich-text',
  'image',
  'cover-image',
  'icon',
  'progress',
  'button',
  'navigator',
  'form',
  'label',
  'input',
  'textarea',
  'checkbox',
  'checkbox-group',
  'radio',
  'radio-group',
  'switch',
  'slider',
  'picker',
  'picker-view',
  'picker-view-column',
  'scroll-view',
  'swiper',
  'swiper-item',
  'canvas',
] as const

export type ElementName = (typeof ELEMENTS)[number]
