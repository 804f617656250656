import { isPage } from '../pages/pages'
import { placeOf } from '../pages/url'
import { tellRejection, tellShown, type LaunchOptions } from '../wx/app-events'
import { wx } from '../wx/wx'
import { callApp } from './app'
import { onError, reportError } from './errors'

/** A scene of WeChat's list: opened from the list of recent mini-programs. */
const SCENE = 1001

/** A fault of the page behind a failed API is told apart from a browser's own mishap by nothing: all count. */
function watchForFaults(): void {
  window.addEventListener('error', (event) => {
    // The browser's note about its own scheduling: no code of the page is wrong.
    if (event.message.startsWith('ResizeObserver loop')) return
    reportError('uncaught', event.error ?? event.message)
  })
  window.addEventListener('unhandledrejection', (event) => {
    event.preventDefault()
    callApp('onUnhandledRejection', { reason: event.reason as unknown })
    tellRejection(event.reason)
    reportError('unhandled rejection', event.reason)
  })
  onError((error) =>
    callApp('onError', error instanceof Error ? (error.stack ?? error.message) : String(error)),
  )
}

/** Runs the app's own start and opens the first page: the address line's, or the phone's entry page. */
export function launch(entryPage: string): void {
  watchForFaults()
  const url = `/${(location.hash.slice(1) || entryPage).replace(/^\//, '')}`
  const { path, query } = placeOf(url)
  const options: LaunchOptions = { path, query, scene: SCENE, referrerInfo: {} }
  callApp('onLaunch', options)
  callApp('onShow', options)
  tellShown(options)
  if (isPage(path)) return void wx.reLaunch({ url })
  const missing = { path, query, isEntryPage: true }
  if (!callApp('onPageNotFound', missing)) reportError('launch', new Error(`page "${path}" is not found`))
}
