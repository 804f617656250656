import type { CompiledModule, SourcePath } from '../../bundle'

/** What a module can name. Everything else of the browser is `undefined` to it, as in WeChat's logic layer. */
export type Scope = Record<string, unknown>

/**
 * What ECMAScript gives and WeChat's logic layer has on every phone. `Intl`, `eval` and `globalThis` are not among it;
 * its own `console`, timers and `wx` are each module's scope.
 */
const LANGUAGE = new Set(
  `undefined NaN Infinity Object Function Array Number String Boolean Symbol BigInt Date RegExp Promise Proxy Reflect
  Math JSON Map Set WeakMap WeakSet WeakRef Error AggregateError EvalError RangeError ReferenceError SyntaxError
  TypeError URIError ArrayBuffer DataView Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array
  Uint32Array Float32Array Float64Array BigInt64Array BigUint64Array parseInt parseFloat isNaN isFinite encodeURI
  encodeURIComponent decodeURI decodeURIComponent escape unescape`.split(/\s+/),
)

/**
 * The browser's names, the runtime's own among them: `undefined` to a module, by name only. A page that goes out of
 * its way (the constructor of a function) still reaches the browser. This catches mistakes, it is no sandbox.
 */
function hiddenNames(): string[] {
  const names = new Set<string>()
  for (let at: object = window; at !== Object.prototype; at = Object.getPrototypeOf(at) as object) {
    for (const name of Object.getOwnPropertyNames(at)) names.add(name)
  }
  return [...names].filter((name) => /^[A-Za-z_$][\w$]*$/.test(name) && !LANGUAGE.has(name))
}

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
  private readonly hidden = hiddenNames()

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
    run(path, this.hidden, compiled.code, {
      ...this.scopeFor(path),
      require,
      module,
      exports: module.exports,
    })
    return module.exports
  }
}

function run(path: SourcePath, hidden: string[], code: string, scope: Scope): void {
  const names = Object.keys(scope)
  // Two functions: strict code may not take parameters called `eval`, so the outer one hides, the inner one runs.
  const text =
    `return function (${names.join(', ')}) { 'use strict'; ${code}\n}\n` +
    `//# sourceURL=miniprogram:///${path}.js`
  const hide = new Function(...hidden, 'Function', text) as (
    ...values: unknown[]
  ) => (...given: unknown[]) => void
  const body = hide(...hidden.map(() => undefined), FunctionWithoutText)
  body(...Object.values(scope))
}
