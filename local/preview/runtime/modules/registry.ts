import type { CompiledModule, SourcePath } from '../../bundle'

/** What a module can name. Everything else of the browser is `undefined` to it, as in WeChat's logic layer. */
export type Scope = Record<string, unknown>

/**
 * Names WeChat's logic layer does not have. They are `undefined` by name only: a page that goes out of its way (the
 * constructor of a function, the prototype chain of an event) still reaches the browser. This catches mistakes, it
 * is no sandbox.
 */
export const HIDDEN = [
  'window',
  'document',
  'location',
  'navigator',
  'history',
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'EventSource',
  'Worker',
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'caches',
  'globalThis',
  'self',
  'parent',
  'top',
  'frames',
  'opener',
  'eval',
  'Image',
  'Audio',
  'HTMLElement',
  'requestAnimationFrame',
  'cancelAnimationFrame',
  'alert',
  'confirm',
  'prompt',
  'crypto',
  'performance',
  'TextEncoder',
  'TextDecoder',
  'URL',
  'URLSearchParams',
  'Blob',
  'File',
  'FormData',
  'Intl',
  'structuredClone',
  'atob',
  'btoa',
  'queueMicrotask',
  'huiweiPhone',
  'huiweiPhoneSetup',
  'huiweiBoot',
  'huiweiWxs',
] as const

/** `x instanceof Function` works; making one from text does not, as in WeChat. */
const FunctionWithoutText = new Proxy(Function, {
  apply: () => {
    throw new EvalError('Function() from text is not supported by the preview')
  },
  construct: () => {
    throw new EvalError('new Function() from text is not supported by the preview')
  },
})

interface Loaded {
  exports: unknown
}

/** The mini-program's CommonJS modules: each runs once, when first required, in a scope of its own. */
export class ModuleRegistry {
  private readonly loaded = new Map<SourcePath, Loaded>()

  /** @param scopeFor what a module sees besides `require`, `module` and `exports`. */
  constructor(
    private readonly modules: Record<SourcePath, CompiledModule>,
    private readonly scopeFor: (path: SourcePath) => Scope,
  ) {}

  has(path: SourcePath): boolean {
    return path in this.modules
  }

  /** @throws what the module throws, and when there is no such module. */
  require(path: SourcePath): unknown {
    const known = this.loaded.get(path)
    if (known !== undefined) return known.exports
    const compiled = this.modules[path]
    if (compiled === undefined) throw new Error(`module '${path}.js' is not defined`)

    const module: Loaded = { exports: {} }
    this.loaded.set(path, module)
    const require = (name: string): unknown => {
      const target = compiled.requires[name]
      if (target === undefined) throw new Error(`module '${name}' is not defined, required by '${path}.js'`)
      return this.require(target)
    }
    run(path, compiled.code, { ...this.scopeFor(path), require, module, exports: module.exports })
    return module.exports
  }
}

function run(path: SourcePath, code: string, scope: Scope): void {
  const names = Object.keys(scope)
  // Two functions: strict code may not take parameters called `eval`, so the outer one hides, the inner one runs.
  const text =
    `return function (${names.join(', ')}) { 'use strict'; ${code}\n}\n` +
    `//# sourceURL=miniprogram:///${path}.js`
  const hide = new Function(...HIDDEN, 'Function', text) as (
    ...values: unknown[]
  ) => (...given: unknown[]) => void
  const body = hide(...HIDDEN.map(() => undefined), FunctionWithoutText)
  body(...Object.values(scope))
}
