/** The runtime's entry: what the phone's document loads before the compiled mini-program. */
import type { PreviewBundle } from '../bundle'
import { PHONE_STARTS, type PhoneHandle } from '../phone'
import { boot } from './boot'
import { CODE_CANVAS } from './elements/canvas'
import { topArea } from './glass/page-area'
import { installWxs } from './glass/wxs'
import { putAway, takeUp } from './pages/phone-keys'
import { stack } from './pages/pages'
import { urlOf } from './pages/url'
import { clock } from './phone/clock'
import { errors, reportError } from './phone/errors'
import { fontSize } from './phone/font-size'
import { currentNetwork, setNetwork } from './phone/network'
import { refuses } from './phone/refuses'
import { settled } from './phone/settled'
import { warnings } from './phone/warnings'
import { workAtFirstUse, workNow } from './phone/work'
import { camera } from './sheets/camera'

function canvasesOnScreen(): HTMLCanvasElement[] {
  return [...(topArea()?.querySelectorAll<HTMLCanvasElement>(CODE_CANVAS) ?? [])].filter((canvas) => {
    const { width, height, bottom, top } = canvas.getBoundingClientRect()
    const inView = width > 0 && height > 0 && bottom > 0 && top < document.documentElement.clientHeight
    return inView && canvas.checkVisibility({ visibilityProperty: true, opacityProperty: true })
  })
}

function address(): string {
  const page = stack.at(-1)
  return page === undefined ? '' : urlOf({ path: page.route, query: page.query })
}

const phone: PhoneHandle = {
  name: window.huiweiPhoneSetup.name,
  errors,
  warnings,
  refuses,
  address,
  putAway,
  takeUp,
  get work() {
    return workNow()
  },
  get workAtFirstUse() {
    return workAtFirstUse()
  },
  get largeFont() {
    return fontSize.isLarge
  },
  set largeFont(large) {
    fontSize.isLarge = large
  },
  get clockShiftMs() {
    return clock.shiftMs
  },
  set clockShiftMs(shiftMs) {
    clock.shiftMs = shiftMs
  },
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
clock.shiftMs = window.huiweiPhoneSetup.clockShiftMs
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
