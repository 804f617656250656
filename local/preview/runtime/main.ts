/** The runtime's entry: what the phone's document loads before the compiled mini-program. */
import type { PreviewBundle } from '../bundle'
import { PHONE_STARTS, type PhoneHandle } from '../phone'
import { boot } from './boot'
import { CODE_CANVAS } from './elements/canvas'
import { topArea } from './glass/page-area'
import { installWxs } from './glass/wxs'
import { errors, reportError } from './phone/errors'
import { currentNetwork, setNetwork } from './phone/network'
import { settled } from './phone/settled'
import { camera } from './sheets/camera'

function canvasesOnScreen(): HTMLCanvasElement[] {
  return [...(topArea()?.querySelectorAll<HTMLCanvasElement>(CODE_CANVAS) ?? [])].filter((canvas) => {
    const { width, height, bottom, top } = canvas.getBoundingClientRect()
    const inView = width > 0 && height > 0 && bottom > 0 && top < document.documentElement.clientHeight
    return inView && canvas.checkVisibility({ visibilityProperty: true, opacityProperty: true })
  })
}

const phone: PhoneHandle = {
  name: window.huiweiPhoneSetup.name,
  errors,
  get network() {
    return currentNetwork()
  },
  set network(network) {
    setNetwork(network)
  },
  get camera() {
    return camera.get()
  },
  set camera(look) {
    camera.set(look)
  },
  canvasesOnScreen,
  settled,
}
window.huiweiPhone = phone
window.frameElement?.dispatchEvent(new Event(PHONE_STARTS))
// The compiled templates look for it as soon as their script runs.
installWxs()

window.huiweiBoot = (bundle: PreviewBundle) => {
  try {
    boot(bundle, window.huiweiPhoneSetup)
  } catch (error) {
    reportError('start', error)
  }
}
