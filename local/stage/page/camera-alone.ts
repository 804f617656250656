import '../../preview/phone'
import { readCodes } from './camera'

declare global {
  interface Window {
    /** The codes on this phone's screen, for a camera that is not on the stage's page. */
    huiweiReadCodes: () => string[]
  }
}

window.huiweiReadCodes = () => readCodes(window.huiweiPhone.canvasesOnScreen())
