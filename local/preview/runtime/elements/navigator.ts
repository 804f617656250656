import { wx } from '../wx/wx'
import type { ElementKind } from './element'

const APIS: Record<string, 'navigateTo' | 'redirectTo' | 'switchTab' | 'reLaunch'> = {
  navigate: 'navigateTo',
  redirect: 'redirectTo',
  switchTab: 'switchTab',
  reLaunch: 'reLaunch',
}

export const navigator: ElementKind = {
  name: 'navigator',
  properties: {
    url: null,
    openType: { type: null, value: 'navigate' },
    delta: { type: null, value: 1 },
    target: { type: null, value: 'self' },
    hoverClass: { type: String, value: 'navigator-hover' },
  },
  create: (host) => {
    host.on('tap', () => {
      const openType = host.text('openType') || 'navigate'
      if ((host.text('target') || 'self') !== 'self') {
        throw new Error(`navigator target ${host.text('target')} is not supported by the preview`)
      }
      if (openType === 'navigateBack') return void wx.navigateBack({ delta: host.number('delta') || 1 })
      const api = APIS[openType]
      if (api === undefined)
        throw new Error(`navigator open-type ${openType} is not supported by the preview`)
      const url = host.text('url')
      const relative = url.startsWith('/') ? url : new URL(url, `http://phone/${host.owner()}`).pathname
      const search = url.includes('?') && !url.startsWith('/') ? url.slice(url.indexOf('?')) : ''
      void wx[api]({
        url: relative + search,
        success: (result: unknown) => host.fire('success', result),
        fail: (failure: unknown) => host.fire('fail', failure),
        complete: (result: unknown) => host.fire('complete', result),
      })
    })
    return {
      attached: () => {
        if (host.text('ariaRole') === '') host.node.setAttribute('role', 'link')
        host.node.tabIndex = 0
      },
    }
  },
}
