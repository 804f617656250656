import { requestFailed } from '../../errors'
import type { Document, Value } from '../values'

/** What flows from stage to stage, read no further than somebody asks. */
export type Rows = Iterable<Document>

export type Transform = (rows: Rows) => Rows

/** The collections a stage may read besides the one the pipeline runs on. */
export interface Joinable {
  exists(collection: string): boolean
  find(collection: string, query: Document): Rows
}

/** Turns the operand of a stage into what it does. Fails for what MongoDB or the local cloud refuses. */
export type StageCompiler = (operand: Value, joinable: Joinable) => Transform

export const aggregateFailed = (message: string) => requestFailed(`[FailedOperation.Aggregate] ${message}`)
