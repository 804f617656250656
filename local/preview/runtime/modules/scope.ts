import type { CompiledComponent, PreviewBundle, SourcePath } from '../../bundle'
import { namedBehaviors } from '../glass/behaviors'
import type { CodeSpace, Data } from '../glass/glass-easel'
import { noteLogicFunctions } from '../glass/wxs'
import { currentInstances } from '../pages/pages'
import { registerApp, theApp, type AppInstance } from '../phone/app'
import { PhoneDate } from '../phone/clock'
import { pageConsole } from '../phone/console'
import { wx } from '../wx/wx'
import type { Scope } from './registry'

/** What a module sees: WeChat's globals, and the timers every JavaScript has. */
export function scopes(bundle: PreviewBundle, codeSpace: CodeSpace) {
  const components = new Map(bundle.components.map((component) => [component.path, component]))
  const registered = new Set<SourcePath>()
  const fixBehaviors = namedBehaviors(codeSpace)
  let loading: CompiledComponent | undefined

  /** `Page()` and `Component()` may stand in a module the page's own one requires: they register what is loading. */
  const target = (path: SourcePath): SourcePath => {
    const own = components.get(path) ?? loading
    if (own === undefined) throw new Error(`${path}: Page() or Component() outside of a page or component`)
    return own.path
  }
  const prepare = (definition: unknown): Data => {
    const prepared = definition as Data & { methods?: unknown }
    noteLogicFunctions(prepared)
    noteLogicFunctions(prepared.methods)
    fixBehaviors(prepared)
    return prepared
  }
  const register = (kind: 'Page' | 'Component', path: SourcePath) => (definition: unknown) => {
    const name = target(path)
    registered.add(name)
    return codeSpace.componentEnv(name, (env) => env[kind](prepare(definition)))
  }

  const scopeFor = (path: SourcePath): Scope => ({
    wx,
    App: (definition: AppInstance) => registerApp(definition),
    getApp: theApp,
    getCurrentPages: currentInstances,
    Page: register('Page', path),
    Component: register('Component', path),
    Behavior: (definition: unknown) =>
      codeSpace.componentEnv(path, (env) => env.Behavior(prepare(definition))),
    Date: PhoneDate,
    console: pageConsole(path),
    setTimeout: setTimeout.bind(window),
    clearTimeout: clearTimeout.bind(window),
    setInterval: setInterval.bind(window),
    clearInterval: clearInterval.bind(window),
  })

  return {
    scopeFor,
    registered,
    whileLoading: (component: CompiledComponent, load: () => void) => {
      loading = component
      load()
      loading = undefined
    },
  }
}
