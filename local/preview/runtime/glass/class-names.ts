import { scopedClass } from '../../screen'
import type { ComponentSpace, GlassElement } from './glass-easel'

let space: ComponentSpace | undefined

export function useClassNames(given: ComponentSpace): void {
  space = given
}

/** Names given through a property (`placeholder-class`) belong to the styles of whoever wrote the template. */
export function classNamesFor(element: GlassElement, names: string): string[] {
  const options = element.ownerShadowRoot?.getHostNode().getComponentOptions?.()
  const scopes = [options?.styleScope, options?.extraStyleScope].flatMap((scope) => {
    if (scope === null || scope === undefined) return []
    return [space?.styleScopeManager.queryName(scope) ?? '']
  })
  return names
    .split(/\s+/)
    .filter((name) => name !== '')
    .flatMap((name) => [
      name,
      ...scopes.filter((scope) => scope !== '').map((scope) => scopedClass(scope, name)),
    ])
}
