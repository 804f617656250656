import { assetUrl } from '../phone/assets'
import { listenerPair } from './api'

const EVENTS = ['Canplay', 'Play', 'Pause', 'Stop', 'Ended', 'Error'] as const
type AudioEvent = (typeof EVENTS)[number]
type Told = { errCode: number; errMsg: string } | undefined

const NOT_A_SOUND = { errCode: 10004, errMsg: 'the sound cannot be played' }

/**
 * `wx.createInnerAudioContext`: one sound. A refused play is told to `onError`.
 * @throws for every member that is not here, read or set.
 */
export function createInnerAudioContext(): Record<string, unknown> {
  const audio = new Audio()
  const listeners = Object.fromEntries(EVENTS.map((event) => [event, listenerPair<Told>()])) as Record<
    AudioEvent,
    ReturnType<typeof listenerPair<Told>>
  >
  const hear = (type: string, event: AudioEvent, told?: Told) =>
    audio.addEventListener(type, () => listeners[event].tell(told))
  let stopping = false
  hear('canplay', 'Canplay')
  hear('play', 'Play')
  hear('ended', 'Ended')
  hear('error', 'Error', NOT_A_SOUND)
  audio.addEventListener('pause', () => {
    // The browser pauses, too, when a sound ends: that is no pause to a page.
    if (!audio.ended) listeners[stopping ? 'Stop' : 'Pause'].tell(undefined)
    stopping = false
  })
  const members: Record<string, unknown> = {
    play: () => {
      audio.play().catch((error: Error) => {
        // A source that is no sound has its own event, and a play ended by `pause` is no failure.
        if (error.name !== 'NotAllowedError') return
        listeners.Error.tell({ errCode: 10001, errMsg: error.message })
      })
    },
    pause: () => audio.pause(),
    stop: () => {
      stopping = !audio.paused
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
  for (const event of EVENTS) {
    members[`on${event}`] = listeners[event].on
    members[`off${event}`] = listeners[event].off
  }
  Object.defineProperties(members, {
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
    duration: { get: () => audio.duration },
    currentTime: { get: () => audio.currentTime },
    paused: { get: () => audio.paused },
  })
  const refuse = (name: string) => new Error(`InnerAudioContext.${name} is not supported by the preview`)
  return new Proxy(members, {
    get(target, name) {
      // A context is no promise: whoever awaits it asks for `then`.
      if (typeof name === 'symbol' || name in target || name === 'then')
        return Reflect.get(target, name) as unknown
      throw refuse(name)
    },
    set(target, name, value) {
      if (!Object.hasOwn(target, name)) throw refuse(String(name))
      return Reflect.set(target, name, value)
    },
  })
}
