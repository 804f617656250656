import { callApp } from '../phone/app'
import { draw, drawButton } from '../phone/draw'
import { backOnLayer, openLayer } from '../sheets/layer'
import { launchOptions, tellHidden, tellShown } from '../wx/app-events'
import { wx } from '../wx/wx'
import { appTitle, stack } from './pages'

/** The phone's back gesture: what lies on top goes first, then the page, then the mini-program. */
export function goBack(): void {
  if (backOnLayer()) return
  if (stack.length > 1) void wx.navigateBack({})
  else leave()
}

/** Sends the mini-program to the background, as the capsule's ring does; the phone shows how to come back. */
export function leave(): void {
  stack.at(-1)?.hide()
  callApp('onHide')
  tellHidden()
  const comeBack = () => {
    layer.close()
    callApp('onShow', launchOptions())
    tellShown(launchOptions())
    stack.at(-1)?.show()
  }
  const layer = openLayer(
    'phone-desktop-layer',
    () => undefined,
    draw('p', {}, '小程序在后台'),
    drawButton({}, comeBack, `回到${appTitle() || '小程序'}`),
  )
}
