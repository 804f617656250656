import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Stage } from '../engine/aggregate/pipeline'
import type { Database, Replaced } from '../engine/database'
import { documentId } from '../engine/database'
import { parseSort } from '../engine/sort'
import type { Transaction, Transactions } from '../engine/transactions'
import { parseWire, parseWireValue, toText, type Document } from '../engine/values'
import {
  type CloudError,
  collectionExists,
  invalidParameter,
  requestFailed,
  transactionConflict,
  unsupported,
} from '../errors'
import { limits } from '../limits'
import type { RequestBody } from './request-body'

/** What a request is answered with, besides its request id. */
export type ReplyFields = Record<string, unknown>

/** Translates the `database.*` actions of the SDKs into operations of the database. */
export class DatabaseProtocol {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly now: () => number,
  ) {}

  /** Rejects with CloudError; by name for actions that are not supported. */
  async execute(action: string, body: RequestBody): Promise<ReplyFields> {
    if (action === 'database.startTransaction') return { transactionId: this.transactions.start().id }
    const transactionId = body.optionalText('transactionId')
    if (transactionId === null) return { data: await this.outside(action, body) }
    return this.within(transactionId, action, body)
  }

  /** What a request answers that lost against another transaction; its own transaction is aborted. */
  conflict(body: RequestBody): CloudError {
    const transactionId = body.optionalText('transactionId')
    if (transactionId !== null) this.transactions.find(transactionId)?.end()
    return transactionConflict()
  }

  private async within(transactionId: string, action: string, body: RequestBody): Promise<ReplyFields> {
    const transaction = this.transactions.get(transactionId)
    const ends = action === 'database.commitTransaction' || action === 'database.abortTransaction'
    transaction.begin(ends ? 'end' : 'operation')
    try {
      if (action === 'database.commitTransaction') transaction.commit()
      if (action === 'database.abortTransaction') transaction.end()
      if (ends) return {}
      // Busy until the event loop turns: a parallel request that is already on its way is refused.
      await nextTurn()
      return { data: this.operation(transaction, action, body) }
    } catch (error) {
      transaction.end()
      throw error
    } finally {
      transaction.finish()
    }
  }

  private operation(transaction: Transaction, action: string, body: RequestBody): ReplyFields {
    this.transactions.get(transaction.id)
    const collection = body.text('collectionName')
    if (action === 'database.insertDocument') {
      const text = this.oneDocument(body)
      if (hasServerDate(text))
        throw requestFailed('[InvalidParameter] A server date is not supported by add in a transaction')
      return { insertedIds: [this.database.insertIn(transaction, collection, this.parse(text))] }
    }
    const id = this.idOf(action, body)
    if (action === 'database.getDocument')
      return { list: this.database.getIn(transaction, collection, id, this.optional(body, 'projection')) }
    if (action === 'database.modifyDocument') {
      // The vendor's tests see them refused in add; what becomes of them here, nothing says.
      if (hasServerDate(body.text('data'))) throw unsupported('A server date in a transaction')
      if (body.flag('merge'))
        return {
          updated: this.database.updateIn(transaction, collection, id, this.update(body)),
          upsert_id: null,
        }
      return replaced(id, this.database.replaceIn(transaction, collection, id, this.fields(body)))
    }
    if (action === 'database.removeDocument')
      return { deleted: this.database.removeIn(transaction, collection, id) }
    throw unsupported(`${action} in a transaction`)
  }

  private async outside(action: string, body: RequestBody): Promise<ReplyFields> {
    switch (action) {
      case 'database.insertDocument': {
        const document = this.parse(this.oneDocument(body))
        return { insertedIds: [await this.database.insert(body.text('collectionName'), document)] }
      }
      case 'database.getDocument':
        return { list: this.find(body) }
      case 'database.calculateDocument':
        return { total: this.database.count(body.text('collectionName'), this.query(body)) }
      // Carries no transaction id, wherever it is called: inside a transaction it runs outside.
      case 'database.aggregateDocuments':
        return { list: this.database.aggregate(body.text('collectionName'), this.pipeline(body)) }
      case 'database.modifyDocument':
        return this.modify(body)
      case 'database.modifyAndReturnDoc': {
        const collection = body.text('collectionName')
        const result = await this.database.update(collection, this.query(body), this.update(body), false)
        return { updated: result.updated, doc: result.document && toText(result.document) }
      }
      case 'database.removeDocument': {
        const collection = body.text('collectionName')
        return { deleted: await this.database.remove(collection, this.query(body), body.flag('multi')) }
      }
      case 'database.addCollection':
        return this.addCollection(body.text('collectionName'))
      case 'database.commitTransaction':
      case 'database.abortTransaction':
        throw invalidParameter('transactionId is required')
      default:
        throw unsupported(`The action ${action}`)
    }
  }

  /** What is to be added. MongoDB keeps the documents before the one it refuses; what the platform then answers is unknown. */
  private oneDocument(body: RequestBody): string {
    const [text, ...others] = body.texts('data')
    if (text === undefined || others.length > 0) throw unsupported('Adding several documents at once')
    return text
  }

  private find(body: RequestBody): string[] {
    const byId = body.optionalText('queryType') === 'DOC'
    const limit = byId ? 1 : (body.count('limit') ?? limits.queryDefaultRows)
    return this.database.find(body.text('collectionName'), this.query(body), {
      sort: parseSort(this.optional(body, 'order') ?? {}),
      skip: body.count('offset') ?? 0,
      limit: Math.min(limit || limits.queryDefaultRows, limits.queryMaximumRows),
      projection: this.optional(body, 'projection'),
    })
  }

  private async modify(body: RequestBody): Promise<ReplyFields> {
    const collection = body.text('collectionName')
    if (!body.flag('merge')) {
      const id = this.idOf('database.modifyDocument without merge', body)
      return replaced(id, await this.database.replace(collection, id, this.fields(body)))
    }
    if (body.flag('upsert')) throw unsupported('An update that inserts (upsert)')
    const { updated } = await this.database.update(
      collection,
      this.query(body),
      this.update(body),
      body.flag('multi'),
    )
    return { updated, upsert_id: null }
  }

  /** Collections are what has a rule file: one more would be missing on the platform, or here at the next start. */
  private addCollection(name: string): never {
    if (this.database.has(name)) throw collectionExists(name)
    throw unsupported(`Creating the collection ${name}, which has no rule file,`)
  }

  private pipeline(body: RequestBody): Stage[] {
    return body.objects('stages').map((stage) => ({
      name: stage.text('stageKey'),
      operand: parseWireValue(stage.text('stageValue'), this.now()),
    }))
  }

  /** The id of a request by id. Fails by name for one by query, which has no place in a transaction. */
  private idOf(action: string, body: RequestBody): string {
    const query = this.query(body)
    const id = query._id
    if (body.optionalText('queryType') !== 'DOC' || id === undefined || Object.keys(query).length !== 1)
      throw unsupported(`${action} by query instead of by document id, here,`)
    return documentId(id)
  }

  private fields(body: RequestBody): Document {
    const fields = this.parse(body.text('data'))
    if ('_id' in fields) throw invalidParameter('The _id cannot be set')
    return fields
  }

  /** The server takes an update with nothing in it for an empty document, its drivers refuse it; ours to avoid. */
  private update(body: RequestBody): Document {
    const update = this.parse(body.text('data'))
    if (Object.keys(update).length === 0) throw unsupported('An update with nothing in it')
    return update
  }

  private query(body: RequestBody): Document {
    return this.optional(body, 'query') ?? {}
  }

  private optional(body: RequestBody, name: string): Document | null {
    const text = body.optionalText(name)
    return text === null ? null : this.parse(text)
  }

  private parse(text: string): Document {
    return parseWire(text, this.now())
  }
}

const hasServerDate = (data: string): boolean => data.includes('"$tcb_server_date"')

function replaced(id: string, outcome: Replaced): ReplyFields {
  return { updated: outcome === 'changed' ? 1 : 0, upsert_id: outcome === 'created' ? id : null }
}
