import { assetUrl } from '../phone/assets'
import { senses, setBrightness, vibrate } from '../phone/senses'
import { showToast } from '../sheets/toast'
import { apis } from './api'
import { Failure } from './failure'

function createInnerAudioContext() {
  const audio = new Audio()
  const members: Record<string, unknown> = {
    play: () => {
      // A browser without a gesture or a sound card refuses: silence, as on a muted phone.
      audio.play().catch(() => undefined)
    },
    pause: () => audio.pause(),
    stop: () => {
      audio.pause()
      audio.currentTime = 0
    },
    seek: (seconds: number) => {
      audio.currentTime = seconds
    },
    destroy: () => {
      audio.pause()
      audio.removeAttribute('src')
    },
  }
  const events = {
    Play: 'play',
    Pause: 'pause',
    Stop: 'pause',
    Ended: 'ended',
    Error: 'error',
    Canplay: 'canplay',
  }
  for (const [name, event] of Object.entries(events)) {
    members[`on${name}`] = (listener: () => void) => audio.addEventListener(event, () => listener())
    members[`off${name}`] = () => undefined
  }
  return Object.defineProperties(members, {
    src: {
      get: () => audio.src,
      set: (source: string) => {
        audio.src = assetUrl(source, '')
      },
    },
    volume: { get: () => audio.volume, set: (volume: number) => (audio.volume = volume) },
    loop: { get: () => audio.loop, set: (loop: boolean) => (audio.loop = loop) },
    autoplay: { get: () => audio.autoplay, set: (autoplay: boolean) => (audio.autoplay = autoplay) },
    obeyMuteSwitch: { value: true, writable: true },
  })
}

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
    vibrateShort: ({ type }) => vibrate(typeof type === 'string' ? type : 'short'),
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
