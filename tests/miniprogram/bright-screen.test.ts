import { brightScreen, usualScreen } from '../../miniprogram/screen/bright-screen'

interface Screen {
  brightness: number
  awake: boolean
  capture: string
}
let screen: Screen
let answerLate: (() => void) | null

beforeEach(() => {
  screen = { brightness: 0.4, awake: false, capture: 'none' }
  answerLate = null
  const wx = {
    getScreenBrightness: ({ success }: { success: (read: { value: number }) => void }) => {
      const { brightness } = screen
      if (answerLate === null) success({ value: brightness })
      else answerLate = () => success({ value: brightness })
    },
    setScreenBrightness: ({ value }: { value: number }) => (screen.brightness = value),
    setKeepScreenOn: ({ keepScreenOn }: { keepScreenOn: boolean }) => (screen.awake = keepScreenOn),
    canIUse: (name: string) => name === 'setVisualEffectOnCapture',
    setVisualEffectOnCapture: ({ visualEffect }: { visualEffect: string }) => (screen.capture = visualEffect),
  }
  Object.assign(globalThis, { wx })
})
afterEach(() => {
  usualScreen()
  Reflect.deleteProperty(globalThis, 'wx')
})

it('a code is shown on a bright screen that stays awake and cannot be photographed, and then all is as it was', () => {
  brightScreen()
  expect(screen).toEqual({ brightness: 1, awake: true, capture: 'hidden' })
  usualScreen()
  expect(screen).toEqual({ brightness: 0.4, awake: false, capture: 'none' })
})

it('shown twice before it is put away, it still remembers how bright the screen was', () => {
  brightScreen()
  brightScreen()
  usualScreen()
  expect(screen.brightness).toBe(0.4)
})

it('a phone that says how bright it is only after the code has gone is left as it is', () => {
  answerLate = () => undefined
  brightScreen()
  usualScreen()
  answerLate()
  expect(screen).toEqual({ brightness: 0.4, awake: false, capture: 'none' })
})
