import { setRootFont } from '../pages/root-font'
import type { ElementKind } from './element'

/** What a page says of itself. Only its root font size: everything else is refused by name, as any unknown property. */
export const pageMeta: ElementKind = {
  name: 'page-meta',
  properties: { rootFontSize: { type: String, value: '' } },
  create: (host) => ({
    changed: { rootFontSize: () => setRootFont(host.node, host.text('rootFontSize')) },
    attached: () => {
      if (host.node.previousSibling !== null || host.node.parentElement?.localName !== 'page') {
        throw new Error(`page-meta can only be the first node of a page: ${host.owner()}`)
      }
      setRootFont(host.node, host.text('rootFontSize'))
    },
  }),
}
