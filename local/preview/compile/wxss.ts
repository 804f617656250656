import path from 'node:path'
import postcss, { type AtRule, type CssSyntaxError, type Declaration, type Root } from 'postcss'
import { drawGlyphsFromFiles, ICON_FOLDER } from './icon-glyphs'
import { notSupported, type Checked, type Problem } from './problems'
import { isFromPackage, type SourceTree } from './source-tree'
import { toBrowserUnits, toMediaUnits } from '../units'
import { scopeSelectors, type StyleOwner } from './wxss-selectors'

/** Compiles `<sourcePath>.wxss` and what it imports to browser CSS; empty when there is no such file. */
export function compileWxss(tree: SourceTree, sourcePath: string, owner: StyleOwner): Checked<string> {
  const file = `${sourcePath}.wxss`
  return tree.cache.derive(`style:${file}:${JSON.stringify(owner)}`, (read) => {
    const problems: Problem[] = []
    const root = inlined(file, [], problems, (name) => {
      const at = tree.fileOf(name)
      return at && read(at)
    })
    if (!root) return { value: '', problems }
    drawGlyphsFromFiles(root)
    convert(root, owner, problems)
    return { value: root.toString(), problems }
  })
}

type ReadSheet = (file: string) => string | null

/** The sheet with its imports in their place; null when there is no such file. */
function inlined(file: string, above: string[], problems: Problem[], read: ReadSheet): Root | null {
  const text = read(file)
  if (text === null) return null
  let root: Root
  try {
    root = postcss.parse(text, { from: file })
  } catch (error) {
    const { reason, line } = error as CssSyntaxError
    problems.push({ file, ...(line !== undefined && { line }), message: reason })
    return postcss.root()
  }
  root.walkAtRules('import', (rule) => {
    const name = /^(?:url\()?['"]?([^'")]+)['"]?\)?$/.exec(rule.params.trim())?.[1] ?? ''
    const imported = name.startsWith('/') ? name.slice(1) : path.posix.join(path.posix.dirname(file), name)
    const cycle = [...above, file].includes(imported)
    const sheet = /^\w+:/.test(name) || cycle ? null : inlined(imported, [...above, file], problems, read)
    const missing = { ...placeOf(rule), message: `@import finds no sheet '${name || rule.params}'` }
    if (!sheet) problems.push(missing)
    rule.replaceWith(sheet?.nodes ?? [])
  })
  return root
}

function convert(root: Root, owner: StyleOwner, problems: Problem[]): void {
  root.walkRules((rule) => {
    if (rule.parent?.type === 'atrule' && (rule.parent as AtRule).name.endsWith('keyframes')) return
    const place = placeOf(rule)
    if (rule.parent?.type === 'rule')
      problems.push({ ...place, message: notSupported('a rule inside a rule') })
    try {
      rule.selector = scopeSelectors(rule.selector, owner, (message) => {
        if (!isFromPackage(place.file)) problems.push({ ...place, message })
      })
    } catch (error) {
      problems.push({ ...place, message: `selector '${rule.selector}': ${(error as Error).message}` })
    }
  })
  root.walkDecls((declaration) => {
    declaration.value = toBrowserUnits(declaration.value)
    refuseFetching(declaration, problems)
  })
  root.walkAtRules((rule) => {
    rule.params = toMediaUnits(rule.params)
  })
}

/** A phone's sheet cannot use a file of the package, and here nothing comes from elsewhere: only `data:` is left. */
function refuseFetching(declaration: Declaration, problems: Problem[]): void {
  for (const [, target = ''] of declaration.value.matchAll(/url\(\s*['"]?([^'")\s]*)/gi)) {
    if (/^data:|^#/.test(target) || target.startsWith(ICON_FOLDER)) continue
    problems.push({ ...placeOf(declaration), message: notSupported(`url(${target}) in a style sheet`) })
    declaration.remove()
    return
  }
}

function placeOf(node: AtRule | Declaration | postcss.Rule): { file: string; line?: number } {
  const input = node.source?.input
  const file = path
    .relative('', input?.file ?? '')
    .split(path.sep)
    .join('/')
  const line = node.source?.start?.line
  return { file, ...(line !== undefined && !isFromPackage(file) && { line }) }
}
