import postcss, { type Root } from 'postcss'

export const ICON_FOLDER = '/preview/icons/'

/**
 * TDesign draws its icons with a font from a CDN. Here nothing is fetched from outside: each glyph becomes a mask of
 * the drawing of the same name in `tdesign-icons-svg`, in the text's own colour; the font goes. A glyph without
 * a drawing shows nothing.
 */
export function drawGlyphsFromFiles(root: Root): void {
  let glyphs = 0
  root.walkRules(/\.t-icon-[\w-]+:{1,2}before$/, (rule) => {
    const name = /\.t-icon-([\w-]+?):{1,2}before$/.exec(rule.selector)?.[1]
    const content = rule.nodes.find((node) => node.type === 'decl' && node.prop === 'content')
    if (!name || content?.type !== 'decl') return
    glyphs += 1
    content.value = '""'
    rule.append({ prop: 'mask', value: `url(${ICON_FOLDER}${name}.svg) 0 0/100% 100%` })
  })
  if (glyphs === 0) return
  root.walkAtRules('font-face', (rule) => void rule.remove())
  root.append(
    postcss.parse('.t-icon-base:before{display:block;width:1em;height:1em;background:currentColor}').nodes,
  )
}
