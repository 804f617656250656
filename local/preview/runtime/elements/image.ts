import { assetUrl } from '../phone/assets'
import { draw } from '../phone/draw'
import { reportError } from '../phone/errors'
import type { Behaviour, ElementKind, Host } from './element'

const FIT: Record<string, string> = { scaleToFill: 'fill', aspectFit: 'contain', aspectFill: 'cover' }
const CROP = /^(top|bottom|center|left|right|top left|top right|bottom left|bottom right)$/

function createImage(host: Host): Behaviour {
  const img = draw('img', { alt: '', draggable: 'false' })

  const fit = () => {
    const mode = host.text('mode') || 'scaleToFill'
    const followed = mode === 'widthFix' || mode === 'heightFix'
    if (!followed && FIT[mode] === undefined && !CROP.test(mode)) {
      throw new Error(`image mode ${mode} is not supported by the preview`)
    }
    img.style.objectFit = CROP.test(mode) ? 'none' : (FIT[mode] ?? 'fill')
    img.style.objectPosition = CROP.test(mode) ? mode : ''
    if (followed) host.node.setAttribute('fixes', mode === 'widthFix' ? 'width' : 'height')
    else host.node.removeAttribute('fixes')
  }

  const label = () => {
    const name = host.text('ariaLabel')
    img.alt = name
    // Named by its own role=img; without a name it is decoration.
    if (host.text('ariaRole') === '') {
      if (name === '') host.node.removeAttribute('role')
      else host.node.setAttribute('role', 'img')
    }
  }

  const load = () => {
    const source = host.text('src')
    if (source === '') return img.removeAttribute('src')
    try {
      img.src = assetUrl(source, host.owner())
    } catch (error) {
      reportError(host.owner(), error)
    }
  }

  img.addEventListener('load', () =>
    host.fire('load', { width: img.naturalWidth, height: img.naturalHeight }),
  )
  img.addEventListener('error', () =>
    host.fire('error', { errMsg: `image ${host.text('src')} cannot be loaded` }),
  )
  return {
    changed: { src: load, mode: fit, ariaLabel: label, ariaRole: label },
    attached: () => {
      host.node.prepend(img)
      fit()
    },
  }
}

const properties = {
  src: String,
  mode: String,
  lazyLoad: null,
  webp: null,
  fadeShow: null,
  // The browser has a menu of its own for a picture.
  showMenuByLongpress: Boolean,
}

export const images: ElementKind[] = [
  { name: 'image', properties, create: createImage },
  { name: 'cover-image', properties, create: createImage },
]
