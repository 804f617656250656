import { callApp } from '../phone/app'
import { draw, drawButton } from '../phone/draw'
import { backOnLayer, openLayer, type Layer } from '../sheets/layer'
import { launchOptions, tellHidden, tellShown } from '../wx/app-events'
import { wx } from '../wx/wx'
import { appTitle, homePath, stack } from './pages'

/** The phone's back gesture: what lies on top goes first, then the page, then the mini-program. */
export function goBack(): void {
  if (backOnLayer()) return
  if (stack.length > 1) void wx.navigateBack({})
  else putAway()
}

export const goHome = (): void => void wx.reLaunch({ url: `/${homePath()}` })

let desktop: Layer | undefined

/** Sends the mini-program to the background, as the capsule's ring does; the phone shows how to come back. */
export function putAway(): void {
  if (desktop !== undefined) return
  stack.at(-1)?.hide()
  callApp('onHide')
  tellHidden()
  desktop = openLayer(
    'phone-desktop-layer',
    () => undefined,
    draw('p', {}, '小程序在后台'),
    drawButton({}, takeUp, `回到${appTitle() || '小程序'}`),
  )
}

/** Brings the mini-program back from the background, if it is there. */
export function takeUp(): void {
  if (desktop === undefined) return
  desktop.close()
  desktop = undefined
  callApp('onShow', launchOptions())
  tellShown(launchOptions())
  stack.at(-1)?.show()
}
