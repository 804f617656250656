import type { ElementKind } from './element'

const GLYPHS: Record<string, [glyph: string, colour: string]> = {
  success: ['✓', '#09bb07'],
  success_no_circle: ['✓', '#09bb07'],
  info: ['i', '#10aeff'],
  warn: ['!', '#f76260'],
  waiting: ['⋯', '#10aeff'],
  cancel: ['✕', '#f43530'],
  download: ['↓', '#09bb07'],
  search: ['⌕', '#b2b2b2'],
  clear: ['✕', '#b2b2b2'],
}

export const icon: ElementKind = {
  name: 'icon',
  properties: { type: String, size: { type: null, value: 23 }, color: String },
  create: (host) => {
    const show = () => {
      const type = host.text('type')
      const glyph = GLYPHS[type]
      if (type === '') return
      if (glyph === undefined) throw new Error(`icon type ${type} is not supported by the preview`)
      host.node.textContent = glyph[0]
      host.node.style.color = host.text('color') || glyph[1]
      host.node.style.fontSize = `${host.number('size')}px`
    }
    return { changed: { type: show, size: show, color: show }, attached: show }
  },
}
