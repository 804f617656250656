import { glassEasel, type GlassElement } from './glass-easel'
import { reportError } from '../phone/errors'

const isPackage = (path: string) => path.startsWith('miniprogram_npm/')

const pathOf = (component: GlassElement | string, element: GlassElement | undefined): string =>
  element?.ownerShadowRoot?.getHostNode().is ?? (typeof component === 'string' ? component : component.is)

/**
 * glass-easel only warns of a property an element does not have; WeChat, too, takes it and does nothing. Here it is
 * an error of the page, or it would count as working. What packages do is their own affair.
 */
export function hearWarnings(): void {
  glassEasel.addGlobalWarningListener((message, component, element) => {
    const path = pathOf(component, element)
    if (isPackage(path) || message.includes('behavior "miniprogram_npm/')) return false
    const name = element?.is.replace('element/', '')
    if (message.endsWith('is not a valid property')) {
      reportError(path, new Error(`${message} of <${name ?? '?'}>: it is not supported by the preview`))
    } else console.warn(`${path}: ${message}`)
    return false
  })
}
