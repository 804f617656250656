import { draw } from '../phone/draw'
import type { ElementKind } from './element'

export const CODE_CANVAS = 'wx-canvas > canvas'

/** Only `type="2d"`: the old drawing context is refused by name. */
export const canvas: ElementKind = {
  name: 'canvas',
  properties: { type: String, canvasId: String, disableScroll: null },
  create: (host) => {
    const surface = draw('canvas')
    const node = Object.assign(surface, {
      createImage: () => new Image(),
      createPath2D: (path?: Path2D) => new Path2D(path),
      requestAnimationFrame: (run: FrameRequestCallback) => requestAnimationFrame(run),
      cancelAnimationFrame: (id: number) => cancelAnimationFrame(id),
    })
    return {
      attached: () => {
        if (host.text('type') !== '2d') {
          throw new Error(
            `canvas type ${host.text('type') || '(none)'} is not supported by the preview: use 2d`,
          )
        }
        const { width, height } = host.node.getBoundingClientRect()
        surface.width = width || 300
        surface.height = height || 150
        host.node.append(surface)
      },
      queryNode: node,
    }
  },
}
