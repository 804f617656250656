import type { AnyNode, FunctionDeclaration, FunctionExpression, Identifier, Program } from 'acorn'
import { walk } from './syntax-tree'

type FunctionNode = FunctionDeclaration | FunctionExpression

/** Names used in a WXS script that nothing in it declares. Only functions make scopes: there is no `let`. */
export function freeNames(program: Program): Identifier[] {
  return namesIn(program.body, [])
}

function namesIn(body: AnyNode[], outer: readonly string[]): Identifier[] {
  const declared = new Set(outer)
  const used: Identifier[] = []
  const inner: FunctionNode[] = []
  for (const statement of body) {
    walkThisScope(statement, (node, parent) => {
      if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier') declared.add(node.id.name)
      if (node.type === 'FunctionDeclaration' && node.id) declared.add(node.id.name)
      if (isFunction(node)) inner.push(node)
      if (node.type === 'Identifier' && isUse(node, parent)) used.push(node)
    })
  }
  return [
    ...used.filter(({ name }) => !declared.has(name)),
    ...inner.flatMap((node) => namesIn([node.body], [...declared, ...ownNames(node)])),
  ]
}

function ownNames({ id, params }: FunctionNode): string[] {
  return [id, ...params].flatMap((node) => (node?.type === 'Identifier' ? [node.name] : []))
}

const isFunction = (node: AnyNode): node is FunctionNode =>
  node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression'

/** Shows the nodes outside inner functions, and those functions themselves. */
function walkThisScope(node: AnyNode, visit: (node: AnyNode, parent: AnyNode | null) => void): void {
  let inside = -1
  walk(node, (shown, parent) => {
    if (shown.start < inside) return
    visit(shown, parent)
    if (isFunction(shown)) inside = shown.end
  })
}

/** A property's name and the left of `key: value` are no uses of a variable. */
function isUse(node: Identifier, parent: AnyNode | null): boolean {
  if (parent?.type === 'MemberExpression') return parent.object === node || parent.computed
  if (parent?.type === 'Property') return parent.value === node
  return !['LabeledStatement', 'BreakStatement', 'ContinueStatement'].includes(parent?.type ?? '')
}
