import type { GlassElement } from './glass-easel'

/**
 * Elements of one component's own template, by WeChat's selectors (`.class`, `#id`, descendants); `>>>` goes on
 * inside the components found so far.
 */
export function queryIn(component: GlassElement, selector: string, all: boolean): GlassElement[] {
  const steps = selector.split('>>>').map((step) => step.trim())
  return steps.reduce<GlassElement[]>(
    (found, step, index) =>
      found.flatMap((element) => {
        const root = element.getShadowRoot?.() ?? null
        if (root === null) return []
        if (all || index < steps.length - 1) return root.querySelectorAll(step)
        const first = root.querySelector(step)
        return first === null ? [] : [first]
      }),
    [component],
  )
}
