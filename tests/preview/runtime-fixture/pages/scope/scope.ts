declare const window: unknown
declare const document: unknown
declare const fetch: unknown
declare const localStorage: unknown
declare const addEventListener: unknown
declare const Event: unknown
declare const getComputedStyle: unknown
declare const matchMedia: unknown
declare const DOMParser: unknown
declare const BroadcastChannel: unknown
declare const open: unknown
declare const postMessage: unknown
declare const WebAssembly: unknown
declare const Node: unknown
declare const customElements: unknown
declare const huiweiPhone: unknown

/** At the top of a module, where `this` might be the browser's. */
const self = (function (this: unknown) {
  return typeof this
})()

const browserNames = {
  addEventListener: typeof addEventListener,
  Event: typeof Event,
  getComputedStyle: typeof getComputedStyle,
  matchMedia: typeof matchMedia,
  DOMParser: typeof DOMParser,
  BroadcastChannel: typeof BroadcastChannel,
  open: typeof open,
  postMessage: typeof postMessage,
  WebAssembly: typeof WebAssembly,
  Node: typeof Node,
  customElements: typeof customElements,
  huiweiPhone: typeof huiweiPhone,
}

const reads: Record<string, () => unknown> = {
  'wx.chooseLocation': () => wx.chooseLocation,
  'wx.cloud.database': () => wx.cloud.database,
}

Page({
  data: { seen: {}, browserNames, fromText: '', functions: false, features: {} },

  onLoad() {
    const seen = {
      window: typeof window,
      document: typeof document,
      fetch: typeof fetch,
      localStorage: typeof localStorage,
      globalThis: typeof globalThis,
      this: self,
      wx: typeof wx,
      setTimeout: typeof setTimeout,
    }
    const features = {
      scan: wx.canIUse('scanCode'),
      locate: wx.canIUse('chooseLocation'),
      inWx: ['scanCode' in wx, 'chooseLocation' in wx],
      bar: typeof (wx as unknown as Record<string, unknown>).onMenuButtonBoundingClientRectWeightChange,
    }
    let fromText = ''
    try {
      new Function('return this')()
    } catch (error) {
      fromText = (error as Error).message
    }
    this.setData({ seen, features, fromText, functions: reads['wx.cloud.database'] instanceof Function })
  },

  read(name: string) {
    try {
      return typeof reads[name]?.()
    } catch (error) {
      return (error as Error).message
    }
  },
})
