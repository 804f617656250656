import { createHash } from 'node:crypto'
import type { CompiledComponent, SourcePath } from '../bundle'
import { missingInTheme, type App } from './app-config'
import { readJson } from './json-file'
import { notSupported, type Problem } from './problems'
import { isFromPackage, type SourceTree } from './source-tree'

/** A page or component before its script and style are compiled. */
export type FoundComponent = Pick<CompiledComponent, 'path' | 'isPage' | 'json' | 'styleScope'> & {
  /** Element names its template may use beside the built-in ones. */
  elements: ReadonlySet<string>
}

type Json = Partial<CompiledComponent['json']>

/**
 * Finds every page, and every component a page reaches through usingComponents and generics: only what is used.
 * A component comes after those it uses, so that whoever uses a component has the later style sheet.
 */
export function findComponents(tree: SourceTree, app: App, problems: Problem[]): FoundComponent[] {
  const found = new Map<SourcePath, FoundComponent>()
  const seen = new Set<SourcePath>()

  function visit(sourcePath: SourcePath): void {
    if (seen.has(sourcePath)) return
    seen.add(sourcePath)
    const isPage = app.pages.includes(sourcePath)
    const file = `${sourcePath}.json`
    const json: Json = isPage && !tree.has(file) ? {} : (readJson(tree, file, problems) ?? {})
    const problem = isPage ? pageProblem(json, app) : componentProblem(json)
    if (problem) problems.push({ file, message: problem })

    const use = (name: string, reference: string, from: SourcePath): string | null => {
      const target = tree.component(reference, from)
      if (target) visit(target)
      else problems.push({ file: `${from}.json`, message: `<${name}>: there is no component ${reference}` })
      return target && `/${target}`
    }
    const usingComponents: Record<string, string> = {}
    const references = referencesOf(sourcePath, json, app)
    for (const [name, { reference, from }] of references) {
      const target = use(name, reference, from)
      if (target) usingComponents[name] = target
    }
    const componentGenerics: Record<string, unknown> = {}
    for (const [name, generic] of Object.entries(json.componentGenerics ?? {})) {
      const { default: reference } = generic as { default?: string }
      componentGenerics[name] = reference ? { default: use(name, reference, sourcePath) } : true
    }
    found.set(sourcePath, {
      path: sourcePath,
      isPage,
      json: {
        ...json,
        usingComponents,
        ...(json.componentGenerics && { componentGenerics }),
        ...(isPage && { styleIsolation: 'shared' }),
      },
      styleScope: isPage || json.styleIsolation === 'shared' ? null : scopeOf(sourcePath),
      // One that is not there has been named already; its element is no second mistake.
      elements: new Set([...references.keys(), ...Object.keys(componentGenerics)]),
    })
  }

  app.pages.forEach(visit)
  return [...found.values()].sort((a, b) => Number(a.isPage) - Number(b.isPage))
}

/** The elements a JSON names, and the app-wide ones, which packages do not see; with where each is written. */
function referencesOf(sourcePath: SourcePath, json: Json, app: App) {
  const references = new Map<string, { reference: string; from: SourcePath }>()
  const appWide = isFromPackage(sourcePath) ? {} : app.usingComponents
  for (const [name, reference] of Object.entries(appWide)) references.set(name, { reference, from: 'app' })
  for (const [name, reference] of Object.entries(json.usingComponents ?? {})) {
    references.set(name, { reference, from: sourcePath })
  }
  return references
}

function pageProblem(json: Json, app: App): string | undefined {
  if (json.styleIsolation !== undefined && !['shared', 'page-shared'].includes(json.styleIsolation)) {
    return notSupported(`a page's styleIsolation "${json.styleIsolation}"`)
  }
  return missingInTheme(json, app.theme)[0]
}

function componentProblem(json: Json): string | undefined {
  if (json.component !== true) return 'a component says "component": true'
  if (json.styleIsolation && !['isolated', 'apply-shared', 'shared'].includes(json.styleIsolation)) {
    return notSupported(`a component's styleIsolation "${json.styleIsolation}"`)
  }
  return undefined
}

/** Short, readable in the browser's inspector, and the same in every build. */
function scopeOf(sourcePath: SourcePath): string {
  const name = sourcePath.slice(sourcePath.lastIndexOf('/') + 1).replace(/[^\w-]|^[^a-z]+/gi, '')
  return `${name}-${createHash('sha1').update(sourcePath).digest('hex').slice(0, 5)}`
}
