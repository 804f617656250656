import { toBrowserUnits } from '../../units'
import { kebab } from '../glass/css-names'

type Value = string | number
type Change = { transform: string } | { style: string; value: string }

interface Step {
  changes: Change[]
  duration: number
  timingFunction: string
  delay: number
  transformOrigin: string
}

interface StepOptions {
  duration?: number
  timingFunction?: string
  delay?: number
  transformOrigin?: string
}

const LENGTHS = ['translate', 'translateX', 'translateY', 'translateZ', 'translate3d']
const ANGLES = ['rotate', 'rotateX', 'rotateY', 'rotateZ', 'skew', 'skewX', 'skewY']
const NUMBERS = ['scale', 'scaleX', 'scaleY', 'scaleZ', 'scale3d']
const STYLES = ['opacity', 'backgroundColor', 'width', 'height', 'top', 'left', 'bottom', 'right']

const withUnit = (value: Value, unit: string) =>
  typeof value === 'number' ? `${value}${unit}` : toBrowserUnits(value)

/** `wx.createAnimation`: records steps; the element whose `animation` property gets them plays them. */
export function createAnimation(defaults: StepOptions = {}): Record<string, unknown> {
  let changes: Change[] = []
  let steps: Step[] = []
  const animation: Record<string, unknown> = {
    step(options: StepOptions = {}) {
      const {
        duration = 400,
        timingFunction = 'linear',
        delay = 0,
        transformOrigin = '50% 50% 0',
      } = {
        ...defaults,
        ...options,
      }
      steps.push({ changes, duration, timingFunction, delay, transformOrigin })
      changes = []
      return animation
    },
    export() {
      const actions = steps
      steps = []
      return { actions }
    },
  }
  const transforms = (names: string[], unit: string) => {
    for (const name of names) {
      animation[name] = (...values: Value[]) => {
        changes.push({ transform: `${name}(${values.map((value) => withUnit(value, unit)).join(', ')})` })
        return animation
      }
    }
  }
  transforms(LENGTHS, 'px')
  transforms(ANGLES, 'deg')
  transforms(NUMBERS, '')
  for (const style of STYLES) {
    animation[style] = (value: Value) => {
      changes.push({ style, value: style === 'opacity' ? String(value) : withUnit(value, 'px') })
      return animation
    }
  }
  return animation
}

function play(node: HTMLElement, step: Step): void {
  node.style.transition = `all ${step.duration}ms ${step.timingFunction} ${step.delay}ms`
  node.style.transformOrigin = step.transformOrigin
  const transform = step.changes.flatMap((change) => ('transform' in change ? [change.transform] : []))
  if (transform.length > 0) node.style.transform = transform.join(' ')
  for (const change of step.changes) {
    if ('style' in change) node.style.setProperty(kebab(change.style), change.value)
  }
}

/** The `animation` property of an element: each step after the one before. */
export function playAnimation(node: HTMLElement, animation: unknown): void {
  const steps = (animation as { actions?: Step[] } | null | undefined)?.actions ?? []
  let after = 0
  for (const step of steps) {
    setTimeout(() => play(node, step), after)
    after += step.duration + step.delay
  }
}
