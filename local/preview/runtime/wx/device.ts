import { fontSize } from '../phone/font-size'
import { areaHeight, screenSize, STATUS_BAR, TITLE_BAR } from '../phone/size'
import { capsuleRect } from '../pages/navigation-bar'
import { stack } from '../pages/pages'
import { currentTheme, onThemeChange } from '../phone/theme'
import { apis, listenerPair } from './api'

const windowInfo = () => {
  const { width, height } = screenSize()
  const ownBar = stack.at(-1)?.bar.isCustom ?? false
  return {
    pixelRatio: devicePixelRatio,
    screenWidth: width,
    screenHeight: height,
    windowWidth: width,
    windowHeight: areaHeight(),
    statusBarHeight: STATUS_BAR,
    screenTop: ownBar ? 0 : STATUS_BAR + TITLE_BAR,
    safeArea: { left: 0, right: width, top: STATUS_BAR, bottom: height, width, height: height - STATUS_BAR },
  }
}

const appBaseInfo = () => ({
  SDKVersion: '3.7.0',
  version: '8.0.50',
  language: 'zh_CN',
  theme: currentTheme(),
  enableDebug: false,
  fontSizeSetting: fontSize.setting,
  fontSizeScaleFactor: fontSize.factor,
  host: { env: 'WeChat' },
})

/** `platform` is what the developer tools say of themselves, so that a page can tell it is no real phone. */
const deviceInfo = () => ({
  brand: 'devtools',
  model: 'preview',
  system: 'iOS 17.0',
  platform: 'devtools',
  benchmarkLevel: 1,
})

const systemInfo = () => ({ ...appBaseInfo(), ...deviceInfo(), ...windowInfo() })

const themeListeners = listenerPair<{ theme: string }>()
const resizeListeners = listenerPair<object>()

/** Told once at start: passes the browser's changes on to pages' listeners. */
export function followDevice(): void {
  onThemeChange((theme) => themeListeners.tell({ theme }))
  window.addEventListener('resize', () => {
    const { windowWidth, windowHeight } = windowInfo()
    const size = { size: { windowWidth, windowHeight } }
    for (const page of stack) page.resized(size)
    resizeListeners.tell(size)
  })
}

export const device = {
  getWindowInfo: windowInfo,
  getAppBaseInfo: appBaseInfo,
  getDeviceInfo: deviceInfo,
  getSystemInfoSync: systemInfo,
  getMenuButtonBoundingClientRect: capsuleRect,
  onThemeChange: themeListeners.on,
  offThemeChange: themeListeners.off,
  onWindowResize: resizeListeners.on,
  offWindowResize: resizeListeners.off,
  ...apis({ getSystemInfo: systemInfo, getSystemInfoAsync: systemInfo }),
}
