import path from 'node:path'
import { TmplGroup } from 'glass-easel-template-compiler'
import type { SourcePath } from '../bundle'
import { ELEMENTS } from '../elements'
import { WXS_RUNTIME } from '../screen'
import { isFromPackage, type SourceTree } from './source-tree'
import { lineAt, type Problem } from './problems'
import { tagsOf } from './wxml-tags'
import { convertWxs, WXS_LIBRARY } from './wxs'

/** What glass-easel's compiler says of a template; lines count from 0. */
interface Warning {
  message: string
  startLine: number
}

interface Part {
  text: string
  problems: Problem[]
  /** Templates it imports or includes, and the WXS files it or this script uses. */
  templates: SourcePath[]
  scripts: SourcePath[]
}

const OF_THE_COMPILER = ['block', 'slot', 'template', 'include', 'import', 'wxs']
const KNOWN = new Set<string>([...ELEMENTS, ...OF_THE_COMPILER])

/** All templates of the mini-program in one group of glass-easel's compiler, kept between builds. */
export class Templates {
  private readonly group = TmplGroup.newDev()
  private readonly parts = new Map<string, Part>()
  private used = new Set<string>()
  private generated: string | null = null

  constructor(private readonly tree: SourceTree) {
    this.group.setExtraRuntimeScript(WXS_RUNTIME + WXS_LIBRARY)
  }

  /** To be called when a build begins: templates not added again are forgotten. */
  begin(): void {
    this.used = new Set()
  }

  /** Adds a page's or component's template; `elements` are the names its JSON gives to components. */
  add(sourcePath: SourcePath, elements: ReadonlySet<string>): Problem[] {
    const problems: Problem[] = []
    const closure = new Set<SourcePath>()
    this.addTemplate(sourcePath, `${sourcePath}.wxml`, closure, problems)
    for (const template of closure) {
      const file = `${template}.wxml`
      for (const { name, line } of this.tagsIn(template)) {
        if (KNOWN.has(name) || elements.has(name)) continue
        const message = `<${name}> is neither an element the preview supports nor in usingComponents of ${sourcePath}.json`
        problems.push({ file, line, message })
      }
    }
    return problems
  }

  /** A JavaScript expression: what the compiler generated, by source path. */
  generate(): string {
    for (const key of [...this.parts.keys()].filter((key) => !this.used.has(key))) {
      this.parts.delete(key)
      this.generated = null
      const [kind, name = ''] = split(key)
      if (kind === 'wxml') this.group.removeTmpl(name)
      else this.group.removeScript(name)
    }
    this.generated ??= this.group.getTmplGenObjectGroups()
    return this.generated
  }

  private addTemplate(name: SourcePath, from: string, closure: Set<SourcePath>, problems: Problem[]): void {
    if (closure.has(name)) return
    const text = this.tree.read(`${name}.wxml`)
    if (text === null) {
      problems.push({ file: from, message: `there is no template ${name}.wxml` })
      return
    }
    closure.add(name)
    const part = this.part(`wxml:${name}`, text, () => this.compile(name, text))
    problems.push(...part.problems)
    part.scripts.forEach((script) => this.addScript(script, `${name}.wxml`, problems))
    part.templates.forEach((template) => this.addTemplate(template, `${name}.wxml`, closure, problems))
  }

  private compile(name: SourcePath, text: string): Omit<Part, 'text'> {
    const file = `${name}.wxml`
    const warnings = this.group.addTmpl(name, text) as Warning[]
    // A package has been tried on phones, which take more than glass-easel calls correct.
    const problems: Problem[] = (isFromPackage(name) ? [] : warnings).map(({ message, startLine }) => ({
      file,
      line: startLine + 1,
      message,
    }))
    const inline: string[] = []
    for (const module of this.group.getInlineScriptModuleNames(name) as string[]) {
      const source = this.group.getInlineScript(name, module)
      const wxs = convertWxs(source, file, lineAt(text, Math.max(0, text.indexOf(source))))
      problems.push(...wxs.problems)
      inline.push(...wxs.requires.map((required) => resolve(required, name)))
      this.group.setInlineScript(name, module, wxs.code)
    }
    return {
      problems,
      templates: (this.group.getDirectDependencies(name) as string[]).map((path) =>
        path.replace(/\.wxml$/, ''),
      ),
      scripts: [...(this.group.getScriptDependencies(name) as string[]), ...inline].map(withoutExtension),
    }
  }

  private addScript(name: SourcePath, from: string, problems: Problem[]): void {
    const file = `${name}.wxs`
    const text = this.tree.read(file)
    if (text === null) problems.push({ file: from, message: `there is no script ${file}` })
    if (this.used.has(`wxs:${name}`)) return
    const part = this.part(`wxs:${name}`, text ?? '', () => {
      const { code, requires, problems } = convertWxs(text ?? '', file)
      this.group.addScript(name, code)
      return { problems, templates: [], scripts: requires.map((required) => resolve(required, name)) }
    })
    problems.push(...part.problems)
    part.scripts.forEach((script) => this.addScript(script, file, problems))
  }

  private part(key: string, text: string, compile: () => Omit<Part, 'text'>): Part {
    this.used.add(key)
    const kept = this.parts.get(key)
    if (kept?.text === text) return kept
    const part = { text, ...compile() }
    this.parts.set(key, part)
    this.generated = null
    return part
  }

  private tagsIn(name: SourcePath) {
    const file = this.tree.fileOf(`${name}.wxml`) ?? ''
    return this.tree.cache.derive(`tags:${file}`, (read) => tagsOf(read(file) ?? ''))
  }
}

const split = (key: string) => [key.slice(0, key.indexOf(':')), key.slice(key.indexOf(':') + 1)]
const withoutExtension = (name: string) => name.replace(/\.wxs$/, '')

function resolve(reference: string, from: SourcePath): SourcePath {
  if (reference.startsWith('/')) return reference.slice(1)
  return path.posix.join(path.posix.dirname(from), reference)
}
