import { senses, setBrightness, vibrate } from '../phone/senses'
import { showToast } from '../sheets/toast'
import { apis } from './api'
import { createInnerAudioContext } from './audio'
import { Failure } from './failure'

const VIBRATIONS: unknown[] = ['heavy', 'medium', 'light']

/** What a phone does besides showing pages. */
export const sensing = {
  createInnerAudioContext,
  ...apis({
    setScreenBrightness: ({ value }) => {
      if (typeof value !== 'number' || value < 0 || value > 1) {
        throw new Failure('setScreenBrightness:fail parameter error: value should be 0 to 1')
      }
      setBrightness(value)
    },
    getScreenBrightness: () => ({ value: senses.brightness }),
    setKeepScreenOn: ({ keepScreenOn }) => {
      senses.keepScreenOn = keepScreenOn === true
    },
    setVisualEffectOnCapture: ({ visualEffect }) => {
      senses.captureEffect = String(visualEffect)
    },
    vibrateShort: ({ type }) => {
      if (type !== undefined && !VIBRATIONS.includes(type)) {
        throw new Failure('vibrateShort:fail style is not support')
      }
      vibrate(type === undefined ? 'short' : String(type))
    },
    vibrateLong: () => vibrate('long'),
    setClipboardData: ({ data }) => {
      if (typeof data !== 'string')
        throw new Failure('setClipboardData:fail parameter error: data should be String')
      senses.clipboard = data
      showToast({ title: '内容已复制', icon: 'success', mask: false, durationMs: 1500 })
    },
    getClipboardData: () => ({ data: senses.clipboard }),
    hideKeyboard: () => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    },
  }),
}
