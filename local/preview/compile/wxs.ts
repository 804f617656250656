import type { AnyNode, Literal, MemberExpression } from 'acorn'
import { applyEdits, parseScript, walk, type Edit } from './syntax-tree'
import { lineAt, notSupported, type Problem } from './problems'
import { isFromPackage } from './source-tree'
import { freeNames } from './wxs-names'

export interface ConvertedWxs {
  /** JavaScript for the template compiler, in whose scope `WXS_LIBRARY` stands. Empty when it could not be read. */
  code: string
  /** The scripts it requires, as written, without `.wxs`. */
  requires: string[]
  problems: Problem[]
}

/**
 * What WXS has and JavaScript has not. In WXS `x.constructor` is the name of x's type, a string.
 * Goes before all templates, once.
 */
export const WXS_LIBRARY = `
var getRegExp = function (pattern, flags) { return new RegExp(pattern, flags) }
var getDate = function () { return new (Function.prototype.bind.apply(Date, [null].concat([].slice.call(arguments))))() }
var wxsTypeName = function (value) {
  if (value === null || value === undefined) throw new TypeError("Cannot read property 'constructor' of " + value)
  return Object.prototype.toString.call(value).slice(8, -1)
};`

/** What may be called by its name without being declared. */
const GLOBALS = new Set(
  (
    'module exports require getRegExp getDate console JSON Math Number Date String Array Object Boolean Function RegExp ' +
    'parseInt parseFloat isNaN isFinite encodeURI decodeURI encodeURIComponent decodeURIComponent ' +
    'undefined NaN Infinity arguments'
  ).split(' '),
)

/** WXS is not JavaScript: refused in our own scripts where JavaScript would say yes and a phone might not. */
const REFUSED: Partial<Record<AnyNode['type'], string>> = {
  NewExpression: '`new`',
  TryStatement: '`try`',
  ThrowStatement: '`throw`',
  WithStatement: '`with`',
  ArrowFunctionExpression: 'an arrow function',
  TemplateLiteral: 'a template string',
  ClassDeclaration: 'a class',
  ClassExpression: 'a class',
  SpreadElement: '`...`',
  RestElement: '`...`',
  ObjectPattern: 'destructuring',
  ArrayPattern: 'destructuring',
  AssignmentPattern: 'a default value',
  ForOfStatement: '`for … of`',
  ChainExpression: '`?.`',
  YieldExpression: '`yield`',
  AwaitExpression: '`await`',
}

/**
 * Turns a WXS module into JavaScript with the meaning it has on a phone.
 * `firstLine` is where it stands in `file`, for a script written inside a template.
 */
export function convertWxs(source: string, file: string, firstLine = 1): ConvertedWxs {
  const program = parseScript(source)
  if ('message' in program) {
    const line = firstLine + program.line - 1
    return { code: '', requires: [], problems: [{ file, line, message: `WXS: ${program.message}` }] }
  }
  const edits: Edit[] = []
  const requires: string[] = []
  const problems: Problem[] = []
  const problem = (node: AnyNode, message: string) =>
    problems.push({ file, line: firstLine + lineAt(source, node.start) - 1, message })
  const refuse = (node: AnyNode, what: string) => problem(node, notSupported(`${what} in WXS`))

  walk(program, (node, parent) => {
    const refused = REFUSED[node.type]
    if (refused) refuse(node, refused)
    if (node.type === 'VariableDeclaration' && node.kind !== 'var') refuse(node, `\`${node.kind}\``)
    if (node.type === 'Literal' && node.regex)
      refuse(node, 'a regular expression literal (getRegExp makes one)')
    if (isConstructor(node)) {
      if (isWritten(node, parent)) refuse(node, 'writing to .constructor')
      else edits.push(...asTypeName(node, source))
    }
    const argument = node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.arguments[0]
    if (node.type !== 'CallExpression' || !argument) return
    const called = node.callee.type === 'Identifier' && node.callee.name
    if (called === 'getRegExp' && isText(argument)) edits.push(withItsBackslashes(argument, source))
    if (called !== 'require') return
    if (!isText(argument)) return void refuse(node, 'require of a computed name')
    const name = argument.value.replace(/\.wxs$/, '')
    requires.push(name)
    edits.push({ start: argument.start, end: argument.end, text: JSON.stringify(name) })
  })
  for (const node of freeNames(program)) {
    if (!GLOBALS.has(node.name)) problem(node, `WXS: ${node.name} is not declared`)
  }
  // A package has been tried on phones, and TDesign's scripts do more than WXS documents.
  return { code: applyEdits(source, edits), requires, problems: isFromPackage(file) ? [] : problems }
}

const isText = (node: AnyNode): node is Literal & { value: string } =>
  node.type === 'Literal' && typeof node.value === 'string'

function isConstructor(node: AnyNode): node is MemberExpression {
  if (node.type !== 'MemberExpression') return false
  return node.computed
    ? isText(node.property) && node.property.value === 'constructor'
    : node.property.type === 'Identifier' && node.property.name === 'constructor'
}

const isWritten = (node: AnyNode, parent: AnyNode | null) =>
  (parent?.type === 'AssignmentExpression' && parent.left === node) || parent?.type === 'UpdateExpression'

function asTypeName({ object, property, computed, start, end }: MemberExpression, source: string): Edit[] {
  // The object may stand in brackets, which are no part of it.
  const access = object.end + source.slice(object.end, property.start).lastIndexOf(computed ? '[' : '.')
  return [
    { start, end: start, text: 'wxsTypeName(' },
    { start: access, end, text: ')' },
  ]
}

/** A backslash that begins no string escape stays a backslash in WXS: `getRegExp('\\d')` is written with one. */
function withItsBackslashes({ start, end }: Literal, source: string): Edit {
  const text = source
    .slice(start, end)
    .replace(/\\([\s\S])/g, (escape, character: string) =>
      /['"\\nrtu\n]/.test(character) ? escape : `\\\\${character}`,
    )
  return { start, end, text }
}
