import { theApp } from '../phone/app'
import { currentInstances, stack, topPage } from '../pages/pages'
import { PhoneDate } from '../phone/clock'
import { drawn } from '../phone/settled'
import { api } from '../wx/api'
import { replaceApi, wx } from '../wx/wx'
import { tell } from './client'
import { plain } from './plain'
import type { Page } from '../pages/page'

type AnyFunction = (...args: unknown[]) => unknown

interface Mock {
  method: string
  result?: unknown
  functionDeclaration?: string
  args?: unknown[]
}

const originals = new Map<string, unknown>()
const bindings: Record<string, AnyFunction> = {}

const shape = ({ id, route, query }: Page) => ({ pageId: id, path: route, query })

/** A test's function, with what a page sees and what the test exposed. */
function compile(declaration: string): AnyFunction {
  const scope: Record<string, unknown> = {
    wx,
    getApp: theApp,
    getCurrentPages: currentInstances,
    Date: PhoneDate,
    ...bindings,
  }
  const make = new Function(...Object.keys(scope), `return (${declaration})`) as AnyFunction
  return make(...Object.values(scope)) as AnyFunction
}

function restore(method: string): void {
  if (!originals.has(method)) return
  replaceApi(method, originals.get(method))
  originals.delete(method)
}

/** A stand-in answers as the API would: at once when it ends in `Sync`, otherwise by callbacks or promise. */
function mock({ method, result, functionDeclaration, args = [] }: Mock): void {
  restore(method)
  if (result === undefined && functionDeclaration === undefined) return
  const original = wx[method] as AnyFunction
  const written = functionDeclaration === undefined ? undefined : compile(functionDeclaration)
  const answer = (given: unknown[]): unknown =>
    written === undefined ? result : written.apply({ origin: original }, [...given, ...args])
  const standIn: AnyFunction = method.endsWith('Sync')
    ? (...given) => answer(given)
    : api(method, async (options) => {
        const answered = (await answer([options])) as { errMsg?: string } | undefined
        if (answered?.errMsg?.includes(':fail') === true) throw answered
        return answered
      })
  originals.set(method, replaceApi(method, standIn))
}

export const appMethods = {
  'App.getPageStack': () => ({ pageStack: stack.map(shape) }),
  'App.getCurrentPage': () => shape(topPage()),
  'App.callWxMethod': async ({ method, args = [] }: { method: string; args?: unknown[] }) => {
    const result = await (wx[method] as AnyFunction)(...args)
    await drawn()
    return { result: plain(result) }
  },
  'App.mockWxMethod': mock,
  'App.callFunction': async ({
    functionDeclaration,
    args = [],
  }: {
    functionDeclaration: string
    args?: unknown[]
  }) => ({
    result: plain(await compile(functionDeclaration)(...args)),
  }),
  'App.addBinding': ({ name }: { name: string }) => {
    bindings[name] = (...args) => tell('App.bindingCalled', { name, args: plain(args) })
  },
  /** Console lines are always told. */
  'App.enableLog': () => ({}),
  /** The page stays: closing it belongs to whoever opened the browser. */
  'App.exit': () => ({}),
  'App.captureScreenshot': () => {
    throw new Error(
      'App.captureScreenshot is not supported by a phone itself: only whoever owns the browser sees it',
    )
  },
}
