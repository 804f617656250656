import type { ElementKind, Host } from './element'

const SPACE: Record<string, string> = { ensp: 'break-spaces', emsp: 'break-spaces', nbsp: 'pre-wrap' }

/** Text that may be selected on request. `decode` is not needed: the template compiler decodes entities. */
export const text: ElementKind = {
  name: 'text',
  properties: {
    selectable: null,
    userSelect: null,
    decode: null,
    space: String,
  },
  create: (host: Host) => {
    const selectable = () => {
      host.node.toggleAttribute('selectable', host.flag('selectable') || host.flag('userSelect'))
    }
    return {
      changed: {
        selectable,
        userSelect: selectable,
        space: (value) => {
          host.node.style.whiteSpace = SPACE[String(value)] ?? ''
        },
      },
    }
  },
}
