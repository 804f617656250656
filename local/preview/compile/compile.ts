import type { CompiledComponent, PreviewBundle } from '../bundle'
import { readApp } from './app-config'
import { printBundle } from './bundle-script'
import { findComponents, type FoundComponent } from './component-tree'
import { FileCache } from './file-cache'
import { ModuleGraph } from './modules'
import { withoutRepeats, type Checked, type Problem } from './problems'
import { SourceTree } from './source-tree'
import { forbiddenUses } from './subpackages'
import { Templates } from './templates'
import { compileWxss } from './wxss'

/** The bundle without its templates, which are JavaScript already. */
export type BundleParts = Omit<PreviewBundle, 'templates'>

export interface CompilerOptions {
  miniprogramDir: string
  nodeModulesDir: string
}

/** Compiles one mini-program again and again; what did not change since the last time is not done again. */
export class Compiler {
  private readonly cache = new FileCache()
  readonly tree: SourceTree
  private readonly templates: Templates

  constructor({ miniprogramDir, nodeModulesDir }: CompilerOptions) {
    this.tree = new SourceTree(miniprogramDir, nodeModulesDir, this.cache)
    this.templates = new Templates(this.tree)
  }

  /** The script a phone loads after the runtime; null when app.json leaves nothing to run. */
  compile(): Checked<string | null> {
    this.cache.lookAgain()
    const problems: Problem[] = []
    const app = readApp(this.tree, problems)
    if (!app) return { value: null, problems }

    const graph = new ModuleGraph(this.tree)
    graph.add('app')
    this.templates.begin()
    const components = findComponents(this.tree, app, problems).map((found) => {
      problems.push(...this.templates.add(found.path, found.elements))
      return this.compileComponent(found, graph, problems)
    })
    const appStyle = compileWxss(this.tree, 'app', { kind: 'app' })
    problems.push(...graph.problems, ...appStyle.problems)
    problems.push(...forbiddenUses(app.roots, components, graph.modules))

    const parts: BundleParts = {
      app: app.config,
      theme: app.theme,
      pages: app.pages,
      components,
      appCss: appStyle.value,
      modules: graph.modules,
    }
    return { value: printBundle(parts, this.templates.generate()), problems: withoutRepeats(problems) }
  }

  private compileComponent(
    found: FoundComponent,
    graph: ModuleGraph,
    problems: Problem[],
  ): CompiledComponent {
    const { path, isPage, json, styleScope } = found
    const style = compileWxss(
      this.tree,
      path,
      isPage ? { kind: 'page', path } : { kind: 'component', scope: styleScope },
    )
    problems.push(...style.problems)
    const module = graph.add(path)
    if (!module) problems.push({ file: `${path}.json`, message: 'there is no script of the same name' })
    return { path, isPage, json, styleScope, module, css: style.value }
  }
}
