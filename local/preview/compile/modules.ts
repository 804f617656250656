import { transformSync, type TransformFailure } from 'esbuild'
import type { CompiledModule, SourcePath } from '../bundle'
import { isFromPackage, type SourceTree } from './source-tree'
import { notSupported, type Problem } from './problems'
import { parseScript, walk } from './syntax-tree'

interface Script {
  code: string
  /** As written in `require(…)`. */
  requires: string[]
  problems: Problem[]
}

/** Compiles scripts and everything they require, from the entry scripts inwards, only what is used. */
export class ModuleGraph {
  readonly modules: Record<SourcePath, CompiledModule> = {}
  readonly problems: Problem[] = []

  constructor(private readonly tree: SourceTree) {}

  /** Adds the script of a page, a component or the app; answers its module, null when it has none. */
  add(entry: SourcePath): SourcePath | null {
    const script = this.tree.script(`/${entry}`, entry)
    if (script) this.compile(script.path, script.file)
    return script?.path ?? null
  }

  private compile(sourcePath: SourcePath, file: string): void {
    if (this.modules[sourcePath]) return
    const shown = sourcePath + file.slice(-3)
    const { code, requires, problems } = this.tree.cache.derive(`script:${file}`, (read) =>
      compileScript(read(file) ?? '', shown, isFromPackage(sourcePath)),
    )
    this.problems.push(...problems)
    const module: CompiledModule = { requires: {}, code }
    this.modules[sourcePath] = module
    for (const name of requires) {
      const script = this.tree.script(name, sourcePath)
      if (!script) {
        this.problems.push({ file: shown, message: whyNot(name) })
        continue
      }
      module.requires[name] = script.path
      this.compile(script.path, script.file)
    }
  }
}

function whyNot(name: string): string {
  if (name.endsWith('.json')) return notSupported(`require of JSON ('${name}')`)
  if (name.startsWith('.') || name.startsWith('/')) return `no script '${name}' in the mini-program`
  return `'${name}' is no package for mini-programs: its package.json has no \`miniprogram\` folder`
}

/** One script to CommonJS. Imports used for types alone leave nothing behind. */
function compileScript(source: string, file: string, fromPackage: boolean): Script {
  let code: string
  try {
    code = transformSync(source, {
      loader: file.endsWith('.ts') ? 'ts' : 'js',
      format: 'cjs',
      target: 'es2020',
      sourcefile: file,
      tsconfigRaw: { compilerOptions: { useDefineForClassFields: true } },
      logLevel: 'silent',
    }).code
  } catch (failure) {
    const problems = (failure as TransformFailure).errors.map(({ text, location }) => ({
      file,
      ...(location && { line: location.line }),
      message: text,
    }))
    return { code: failing(file), requires: [], problems }
  }
  return { code, ...requiresIn(code, file, fromPackage) }
}

const failing = (file: string) => `throw new Error(${JSON.stringify(`${file} did not compile`)})`

function requiresIn(code: string, file: string, fromPackage: boolean): Omit<Script, 'code'> {
  const requires = new Set<string>()
  const refused = new Set<string>()
  const program = parseScript(code)
  if ('message' in program) return { requires: [], problems: [{ file, message: program.message }] }
  walk(program, (node) => {
    if (node.type === 'ImportExpression') refused.add('import()')
    if (node.type === 'Property' && node.key.type === 'Identifier' && node.key.name === 'styleIsolation') {
      refused.add('styleIsolation in a script (put it into the JSON)')
    }
    if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier') return
    if (node.callee.name !== 'require') return
    const [name] = node.arguments
    if (name?.type === 'Literal' && typeof name.value === 'string') requires.add(name.value)
    else refused.add('require of a computed name')
  })
  return {
    requires: [...requires],
    problems: fromPackage ? [] : [...refused].map((what) => ({ file, message: notSupported(what) })),
  }
}
