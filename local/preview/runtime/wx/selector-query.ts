import { behaviourOf } from '../elements/element'
import { adapter, elementOf, nodeOf, type Data, type GlassElement, type Instance } from '../glass/glass-easel'
import { areaOf, cornerOf, topArea } from '../glass/page-area'
import { queryIn } from '../glass/query'
import { topPage } from '../pages/pages'

interface Fields {
  id?: boolean
  dataset?: boolean
  mark?: boolean
  rect?: boolean
  size?: boolean
  scrollOffset?: boolean
  properties?: string[]
  computedStyle?: string[]
  node?: boolean
  context?: boolean
}

type Target = { selector: string; all: boolean } | 'viewport'
type Callback = (result: unknown) => void

interface Question {
  component: GlassElement
  target: Target
  fields: Fields
  callback: Callback | undefined
}

function rectOf(node: HTMLElement, fields: Fields): Data {
  const { left, top, right, bottom, width, height } = node.getBoundingClientRect()
  const corner = cornerOf(node)
  return {
    ...(fields.rect && {
      left: left - corner.x,
      top: top - corner.y,
      right: right - corner.x,
      bottom: bottom - corner.y,
    }),
    ...(fields.size && { width, height }),
  }
}

function scrollOf({ scrollLeft, scrollTop, scrollWidth, scrollHeight }: Element): Data {
  return { scrollLeft, scrollTop, scrollWidth, scrollHeight }
}

function answerFor(element: GlassElement, fields: Fields): Data {
  if (fields.context) throw new Error('SelectorQuery context is not supported by the preview')
  const answer: Data = {}
  const node = nodeOf(element)
  if (fields.id) answer.id = element.id
  if (fields.dataset) answer.dataset = { ...element.dataset }
  if (fields.mark) answer.mark = element.collectMarks()
  if (node !== null) {
    Object.assign(answer, rectOf(node, fields), fields.scrollOffset ? scrollOf(node) : {})
    const style = getComputedStyle(node)
    for (const name of fields.computedStyle ?? []) answer[name] = style[name as keyof CSSStyleDeclaration]
  }
  for (const name of fields.properties ?? []) answer[name] = element.data?.[name]
  if (fields.node) answer.node = behaviourOf(element).queryNode ?? null
  return answer
}

function viewportAnswer(component: GlassElement, fields: Fields): Data {
  const area = areaOf(nodeOf(component)) ?? topArea()
  const scroller = area?.querySelector('.phone-page-scroller')
  if (area === null || scroller === null || scroller === undefined) return {}
  const answer: Data = { ...(fields.id && { id: '' }), ...(fields.dataset && { dataset: {} }) }
  const { width, height } = area.getBoundingClientRect()
  if (fields.rect) Object.assign(answer, { left: 0, top: 0, right: width, bottom: height })
  if (fields.size) Object.assign(answer, { width, height })
  if (fields.scrollOffset) Object.assign(answer, scrollOf(scroller))
  return answer
}

function answerTo({ component, target, fields }: Question): unknown {
  if (target === 'viewport') return viewportAnswer(component, fields)
  const answers = queryIn(component, target.selector, target.all).map((element) => answerFor(element, fields))
  return target.all ? answers : (answers[0] ?? null)
}

/** WeChat's measuring of elements, from the page area's corner, once the next frame is drawn. */
export class SelectorQuery {
  private readonly questions: Question[] = []

  constructor(private component: GlassElement) {}

  in(component: Instance): this {
    this.component = elementOf(component)
    return this
  }

  select(selector: string): NodesRef {
    return new NodesRef(this, { selector, all: false })
  }

  selectAll(selector: string): NodesRef {
    return new NodesRef(this, { selector, all: true })
  }

  selectViewport(): NodesRef {
    return new NodesRef(this, 'viewport')
  }

  ask(target: Target, fields: Fields, callback: Callback | undefined): this {
    this.questions.push({ component: this.component, target, fields, callback })
    return this
  }

  exec(callback?: (results: unknown[]) => void): this {
    const questions = [...this.questions]
    requestAnimationFrame(() => {
      const answers = questions.map(answerTo)
      questions.forEach((question, index) => question.callback?.(answers[index]))
      callback?.(answers)
    })
    return this
  }
}

class NodesRef {
  constructor(
    private readonly query: SelectorQuery,
    private readonly target: Target,
  ) {}

  fields(fields: Fields, callback?: Callback): SelectorQuery {
    return this.query.ask(this.target, fields, callback)
  }

  boundingClientRect(callback?: Callback): SelectorQuery {
    return this.fields({ id: true, dataset: true, rect: true, size: true }, callback)
  }

  scrollOffset(callback?: Callback): SelectorQuery {
    return this.fields({ id: true, dataset: true, scrollOffset: true }, callback)
  }

  node(callback?: Callback): SelectorQuery {
    return this.fields({ node: true }, callback)
  }

  context(callback?: Callback): SelectorQuery {
    return this.fields({ context: true }, callback)
  }
}

/** Components' own `this.createSelectorQuery()` has no `node()` in the adapter: give it ours. */
export function useOwnSelectorQuery(): void {
  Object.assign(adapter.component.ComponentCaller.prototype, {
    createSelectorQuery(this: Instance) {
      return new SelectorQuery(this._$)
    },
  })
}

type Observing = Instance & { createIntersectionObserver(options?: unknown): unknown }

export const queries = {
  createSelectorQuery: () => new SelectorQuery(topPage().instance._$),
  createIntersectionObserver: (component?: Observing, options?: unknown) =>
    (component ?? (topPage().instance as Observing)).createIntersectionObserver(options),
  nextTick: (run: () => void) => void Promise.resolve().then(run),
}
