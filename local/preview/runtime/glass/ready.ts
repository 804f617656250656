import type { CodeSpace, GlassElement, Instance } from './glass-easel'

/**
 * glass-easel never says `ready` by itself. A behaviour of every component does: once the tree it was attached with
 * stands, inner components first.
 */
export function announceReady(codeSpace: CodeSpace): void {
  const waiting: GlassElement[] = []
  const announce = () => {
    for (const element of waiting.splice(0).reverse()) element.triggerLifetime('ready', [])
  }
  const behavior = codeSpace.getComponentSpace().defineBehavior({
    lifetimes: {
      attached(this: Instance | GlassElement) {
        if (waiting.length === 0) setTimeout(announce, 16)
        waiting.push('_$' in this ? (this as Instance)._$ : (this as GlassElement))
      },
    },
  })
  codeSpace.setOverallBehavior(behavior)
}
