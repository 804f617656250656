import { unsupported } from '../../errors'
import { compileQuery } from '../query'
import { parseSort, sorted, type Sort } from '../sort'
import { isDocument, type Document, type Value } from '../values'
import { compileBucket, compileGroup } from './group'
import { compileLookup } from './lookup'
import { compileAddFields, compileProject } from './project'
import { aggregateFailed, type Joinable, type Rows, type StageCompiler, type Transform } from './rows'
import { compileUnwind } from './unwind'

/** One stage as it is sent: `$match` and what it is given. */
export interface Stage {
  name: string
  operand: Value
}

/** What a pipeline begins with, for the planner of queries; `rest` is what remains to be done. */
export interface Beginning {
  query: Document
  sort: Sort
  /** When what is read is in the order asked for already. */
  afterSort: Stage[]
  rest: Stage[]
}

const stages: Record<string, StageCompiler> = {
  $match: (operand) => {
    const fits = compileQuery(queryOf(operand))
    return function* (rows) {
      for (const document of rows) if (fits(document)) yield document
    }
  },
  $sort: (operand) => {
    const sort = sortOf(operand)
    return (rows) =>
      sorted(
        [...rows].map((document) => ({ document })),
        sort,
      ).map(({ document }) => document)
  },
  $skip: (operand) => {
    const count = wholeNumber('$skip', operand, 0)
    return function* (rows) {
      let left = count
      for (const document of rows) {
        if (left > 0) left -= 1
        else yield document
      }
    }
  },
  $limit: (operand) => {
    const count = wholeNumber('$limit', operand, 1)
    return function* (rows) {
      let left = count
      for (const document of rows) {
        yield document
        left -= 1
        if (left === 0) return
      }
    }
  },
  $count: (operand) => {
    if (typeof operand !== 'string' || operand === '' || operand.startsWith('$') || operand.includes('.'))
      throw aggregateFailed('the count field must be a non-empty text without a dollar or a dot')
    return function* (rows) {
      let count = 0
      for (const _document of rows) count += 1
      // MongoDB counts nothing as no row, not as a row with zero.
      if (count > 0) yield { [operand]: count }
    }
  },
  $group: compileGroup,
  $bucket: compileBucket,
  $project: compileProject,
  $addFields: compileAddFields,
  $unwind: compileUnwind,
  $lookup: compileLookup,
  $facet: (operand, joinable) => {
    const facets = Object.entries(facetsOf(operand)).map(
      ([name, pipeline]) => [name, compilePipeline(pipeline, joinable)] as const,
    )
    return function* (rows) {
      const documents = [...rows]
      yield Object.fromEntries(facets.map(([name, run]): [string, Value] => [name, [...run(documents)]]))
    }
  },
}

/** Fails by name for stages outside the list. */
export function compilePipeline(pipeline: Stage[], joinable: Joinable): Transform {
  const transforms = pipeline.map(({ name, operand }) => {
    const compile = Object.hasOwn(stages, name) ? stages[name] : undefined
    if (!compile) throw unsupported(`The aggregation stage ${name}`)
    return compile(operand, joinable)
  })
  return (rows) => transforms.reduce<Rows>((flow, transform) => transform(flow), rows)
}

/** A leading match, and a sort that leads or follows it, may be served by an index. */
export function beginningOf(pipeline: Stage[]): Beginning {
  const [first, ...others] = pipeline
  const matches = first?.name === '$match'
  const query = matches ? queryOf(first.operand) : {}
  const rest = matches ? others : pipeline
  const [next, ...afterNext] = rest
  if (next?.name !== '$sort') return { query, sort: [], afterSort: rest, rest }
  return { query, sort: sortOf(next.operand), afterSort: afterNext, rest }
}

function queryOf(operand: Value): Document {
  if (!isDocument(operand)) throw aggregateFailed('the match filter must be an expression in an object')
  return operand
}

function sortOf(operand: Value): Sort {
  if (!isDocument(operand) || Object.keys(operand).length === 0)
    throw aggregateFailed('$sort stage must have at least one sort key')
  return parseSort(operand)
}

function wholeNumber(stage: string, operand: Value, least: number): number {
  if (typeof operand !== 'number' || !Number.isInteger(operand) || operand < least)
    throw aggregateFailed(`${stage} needs a whole number from ${least}`)
  return operand
}

function facetsOf(operand: Value): Record<string, Stage[]> {
  if (!isDocument(operand) || Object.keys(operand).length === 0)
    throw aggregateFailed('the $facet specification must be a non-empty object')
  const facets = Object.entries(operand).map(([name, pipeline]): [string, Stage[]] => {
    if (!Array.isArray(pipeline)) throw aggregateFailed(`arguments to $facet must be arrays, ${name} is not`)
    return [name, pipeline.map(facetStage)]
  })
  return Object.fromEntries(facets)
}

function facetStage(stage: Value): Stage {
  const [name, ...others] = isDocument(stage) ? Object.keys(stage) : []
  if (!isDocument(stage) || name === undefined || others.length > 0)
    throw aggregateFailed('a stage of $facet must be an object with exactly one field')
  if (name === '$facet') throw aggregateFailed('$facet is not allowed to be used within a $facet stage')
  return { name, operand: stage[name] ?? null }
}
