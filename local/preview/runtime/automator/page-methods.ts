import { drawn } from '../phone/settled'
import { handleOf, pageFor } from './handles'
import { dataAt, plain } from './plain'
import { select } from './selectors'

interface PageParams {
  pageId?: number
}

type Selecting = PageParams & { selector: string }

const templateOf = (params: PageParams) => {
  const { instance } = pageFor(params)
  return instance._$.getShadowRoot?.() ?? instance._$
}

function windowProperty(params: PageParams, name: string): number {
  const { scroller } = pageFor(params)
  const found = /^document\.(?:documentElement|body)\.(scrollWidth|scrollHeight|scrollTop|scrollLeft)$/.exec(
    name,
  )
  if (found === null) throw new Error(`window property ${name} is not supported by the preview`)
  return scroller[found[1] as 'scrollWidth' | 'scrollHeight' | 'scrollTop' | 'scrollLeft']
}

export const pageMethods = {
  'Page.getElement': (params: Selecting) => {
    const [element] = select(templateOf(params), params.selector)
    if (element === undefined) throw new Error(`no element matches ${params.selector}`)
    return handleOf(element)
  },
  'Page.getElements': (params: Selecting) => ({
    elements: select(templateOf(params), params.selector).map(handleOf),
  }),
  'Page.getData': (params: PageParams & { path?: string }) => ({
    data: dataAt(pageFor(params).instance.data, params.path),
  }),
  'Page.setData': async (params: PageParams & { data: Record<string, unknown> }) => {
    pageFor(params).instance.setData(params.data)
    await drawn()
  },
  'Page.callMethod': async (params: PageParams & { method: string; args?: unknown[] }) => {
    const { instance, route } = pageFor(params)
    const method = instance[params.method]
    if (typeof method !== 'function') throw new Error(`${route} has no method ${params.method}`)
    const result: unknown = await method.apply(instance, params.args ?? [])
    await drawn()
    return { result: plain(result) }
  },
  'Page.getWindowProperties': (params: PageParams & { names: string[] }) => ({
    properties: params.names.map((name) => windowProperty(params, name)),
  }),
}
