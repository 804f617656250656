import { unsupported } from '../../errors'
import { pathClash } from '../path-clash'
import { compileProjection } from '../projection'
import { isDocument, type Document, type Value } from '../values'
import { compileExpression, type Expression } from './expression'
import { aggregateFailed, type StageCompiler } from './rows'

/** Keeps or drops fields, dotted paths included, and computes new ones, by name only. */
export const compileProject: StageCompiler = (operand) => {
  if (!isDocument(operand) || Object.keys(operand).length === 0)
    throw aggregateFailed('a $project must be an object with at least one field')
  const { flags, computed } = separated(operand)
  const clash = pathClash([...flags, ...computed].map(([name]) => name))
  if (clash)
    throw aggregateFailed(`Invalid $project: two conflicting paths, '${clash.earlier}' and '${clash.later}'`)
  const shape = compileShape(Object.fromEntries(flags), computed.length > 0)
  return function* (rows) {
    for (const document of rows) yield withFields(shape(document), document, computed)
  }
}

/** Adds or replaces fields, by name only. */
export const compileAddFields: StageCompiler = (operand) => {
  if (!isDocument(operand) || Object.keys(operand).length === 0)
    throw aggregateFailed('an $addFields must be an object with at least one field')
  const computed = Object.entries(operand).map(([name, source]) => {
    if (isDocument(source) && !hasOperator(source)) throw unsupported(`A computed field below ${name}`)
    return computedField(name, source)
  })
  return function* (rows) {
    for (const document of rows) yield withFields(document, document, computed)
  }
}

type Flag = [path: string, wanted: number | boolean]
type Computed = [name: string, expression: Expression]

/** Numbers and booleans keep or drop a field; whatever else a field is given computes it. */
function separated(operand: Document): { flags: Flag[]; computed: Computed[] } {
  const flags: Flag[] = []
  const computed: Computed[] = []
  for (const [name, source] of Object.entries(operand)) {
    if (isFlag(source)) flags.push([name, source])
    else if (isDocument(source) && !hasOperator(source)) flags.push(...nestedFlags(name, source))
    else computed.push(computedField(name, source))
  }
  return { flags, computed }
}

function nestedFlags(path: string, fields: Document): Flag[] {
  if (Object.keys(fields).length === 0) throw aggregateFailed('an empty object is not a valid value')
  return Object.entries(fields).flatMap(([name, source]): Flag[] => {
    const below = `${path}.${name}`
    if (isFlag(source)) return [[below, source]]
    if (isDocument(source) && !hasOperator(source)) return nestedFlags(below, source)
    throw unsupported(`A computed field at the path ${below}`)
  })
}

function compileShape(flags: Document, computes: boolean): (document: Document) => Document {
  const { _id: id = true, ...fields } = flags
  const drops = Object.values(fields).some((wanted) => !wanted)
  if (computes && drops) throw aggregateFailed('a $project that drops fields cannot compute any')
  if (Object.keys(fields).length > 0 || !computes) return compileProjection(flags)
  return ({ _id: value }) => (id && value !== undefined ? { _id: value } : {})
}

function computedField(name: string, source: Value): Computed {
  if (name.includes('.')) throw unsupported(`A computed field at the path ${name}`)
  if (name === '' || name.startsWith('$')) throw aggregateFailed(`'${name}' is not a field name`)
  return [name, compileExpression(source)]
}

/** An expression that finds nothing leaves the document without the field. */
function withFields(shape: Document, document: Document, computed: Computed[]): Document {
  return computed.reduce<Document>((fields, [name, expression]) => {
    const value = expression(document)
    if (value !== undefined) return { ...fields, [name]: value }
    const { [name]: _gone, ...others } = fields
    return others
  }, shape)
}

function isFlag(source: Value): source is number | boolean {
  return typeof source === 'number' || typeof source === 'boolean'
}

function hasOperator(source: Document): boolean {
  return Object.keys(source).some((name) => name.startsWith('$'))
}
