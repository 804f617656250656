import { randomUUID } from 'node:crypto'
import type { CallLog, RequestRecord } from '../call-log'
import { CloudError, unsupported } from '../errors'
import type { FaultKind, Faults } from '../faults'
import { invocationIdOf, type Invocation, type Invocations } from '../functions/invocation'
import type { DatabaseProtocol, ReplyFields } from './database-protocol'
import { parseMultipart } from './multipart'
import type { OpenApiProtocol } from './openapi'
import { RequestBody } from './request-body'
import type { StorageProtocol } from './storage-protocol'

/** What becomes of one HTTP request: an answer, a reset connection, or nothing, ever. */
export type Outcome =
  | {
      kind: 'answer'
      contentType: string
      body: string | Buffer
      status?: number
      error?: { code: string; message: string }
    }
  | { kind: 'reset' }
  | { kind: 'silence' }

/** The HTTP request that carries a file, as opposed to one that asks for an action. */
export interface FileRequest {
  method: string
  url: string
  headers: Record<string, unknown>
  body: Buffer
}

const jsonType = 'application/json; charset=utf-8'

/** Where every request of the SDKs arrives, whichever way: attributes, records, disturbs and executes it. */
export class Gateway {
  constructor(
    private readonly database: DatabaseProtocol,
    private readonly openApi: OpenApiProtocol,
    private readonly storage: StorageProtocol,
    private readonly invocations: Invocations,
    private readonly calls: CallLog,
    private readonly faults: Faults,
  ) {}

  /** Whether a URL names a call of ours: one under way, or one whose late requests are refused by name. */
  knowsCallOf(url: string): boolean {
    const id = invocationIdOf(url)
    return id !== null && (this.invocations.find(id) !== null || this.calls.find(id) !== null)
  }

  async handle(url: string, contentType: string, body: Buffer): Promise<Outcome> {
    const id = invocationIdOf(url)
    const invocation = id === null ? null : this.invocations.find(id)
    if (id !== null && !invocation) return this.refuseLate(id)
    const asked = contentType.startsWith('multipart/')
      ? parseMultipart(body, contentType)
      : RequestBody.parse(body)
    const request = recordOf(asked)
    invocation?.record.requests.push(request)
    const outcome =
      asked instanceof RequestBody
        ? await this.callAction(invocation, asked)
        : this.callOpenApi(invocation, asked)
    const seen: Outcome = invocation?.dead ? { kind: 'silence' } : outcome
    note(request, seen)
    return seen
  }

  /** The bytes of an upload, or of a link's file: what a request is for that `isForFiles` knows. */
  carryFile({ method, url, headers, body }: FileRequest): Outcome {
    const [, kind, token = ''] = filePath.exec(url) ?? []
    if (kind === 'files' && (method === 'GET' || method === 'HEAD'))
      return { kind: 'answer', ...this.storage.send(token) }
    const id = invocationIdOf(url)
    const invocation = id === null ? null : this.invocations.find(id)
    if (id !== null && !invocation) return this.refuseLate(id)
    const request: RequestRecord = {
      action: `storage ${method}`,
      collection: null,
      outcome: null,
      duplicate: false,
    }
    invocation?.record.requests.push(request)
    const outcome: Outcome =
      kind === 'upload' && method === 'PUT'
        ? { kind: 'answer', ...this.storage.receive(token, headers, body) }
        : failure(unsupported(`${method} ${kind}`))
    note(request, outcome)
    return outcome
  }

  /**
   * Whoever asks after its reply forgot an await: the platform may freeze the instance before the request is
   * sent, and no budget or crash point would see it. The dead get no answer.
   */
  private refuseLate(id: string): Outcome {
    const record = this.calls.find(id)
    if (record?.died) return { kind: 'silence' }
    if (record) record.requestsAfterReply += 1
    const who = record ? ` (${record.functionName} ${record.operation ?? ''})` : ''
    return failure(unsupported(`A request made after the reply of its call${who}`))
  }

  private callOpenApi(invocation: Invocation | null, parts: Map<string, Buffer>): Outcome {
    const action = parts.get('action')?.toString('utf8') ?? ''
    const apiName = parts.get('apiName')?.toString('utf8') ?? ''
    try {
      if (action !== 'wx.openApi') throw unsupported(`The action ${action} (${apiName})`)
      const caller = {
        permissions: invocation?.folder.openApiPermissions ?? [],
        appid: invocation?.appId ?? null,
        ...(invocation && {
          functionName: invocation.record.functionName,
          operation: invocation.record.operation,
        }),
      }
      const reply = this.openApi.call(apiName, parts.get('requestData') ?? Buffer.alloc(0), caller)
      return { kind: 'answer', contentType: 'application/octet-stream', body: reply }
    } catch (error) {
      return failure(error)
    }
  }

  private async callAction(invocation: Invocation | null, body: RequestBody): Promise<Outcome> {
    const action = body.text('action')
    const collection = body.optionalText('collectionName')
    if (action.startsWith('storage.')) return this.askStorage(invocation, action, body)
    if (!action.startsWith('database.')) return failure(unsupported(`The action ${action}`))

    const fault = this.faultFor(invocation, action, collection)
    if (fault === 'not-sent') return { kind: 'reset' }
    if (fault === 'conflict') return failure(this.database.conflict(body))
    if (fault === 'killed') {
      invocation?.die()
      return { kind: 'silence' }
    }
    const outcome = await this.execute(action, body)
    if (fault === 'reply-lost') return { kind: 'reset' }
    if (fault === 'killed-after') invocation?.die()
    return outcome
  }

  private askStorage(invocation: Invocation | null, action: string, body: RequestBody): Outcome {
    try {
      return answer(this.storage.execute(action, body, invocation?.id ?? ''))
    } catch (error) {
      return failure(error)
    }
  }

  private faultFor(
    invocation: Invocation | null,
    action: string,
    collection: string | null,
  ): FaultKind | null {
    this.faults.requestStarts({
      action,
      collection,
      functionName: invocation?.folder.name ?? null,
      operation: invocation?.record.operation ?? null,
    })
    if (!invocation) return null
    const { record } = invocation
    return this.faults.take(invocation.id, () => record.databaseRequests)
  }

  private async execute(action: string, body: RequestBody): Promise<Outcome> {
    try {
      return answer(await this.database.execute(action, body))
    } catch (error) {
      return failure(error)
    }
  }
}

const filePath = /\/(upload|files)\/([0-9a-f]{64})(?:\?|$)/

/** Whether a URL leads to a file's bytes; all others lead to actions. */
export const isForFiles = (url: string): boolean => filePath.test(url)

/** Whether a URL is a link to a file, which whoever holds it may read. */
export const isLink = (path: string): boolean => /^\/files\/[0-9a-f]{64}$/.test(path)

/** The line of the call's record that a request gets, before anything comes of it. */
function recordOf(asked: RequestBody | Map<string, Buffer>): RequestRecord {
  if (!(asked instanceof RequestBody)) {
    const [action, apiName] = ['action', 'apiName'].map((name) => asked.get(name)?.toString('utf8') ?? '')
    return { action: `${action} ${apiName}`, collection: null, outcome: null, duplicate: false }
  }
  const transactionId = asked.optionalText('transactionId')
  return {
    action: asked.text('action'),
    collection: asked.optionalText('collectionName'),
    ...(transactionId === null ? {} : { transactionId }),
    outcome: null,
    duplicate: false,
  }
}

/** Writes into the record what the function sees of its request. */
function note(request: RequestRecord, seen: Outcome): void {
  if (seen.kind !== 'answer') request.outcome = 'no-answer'
  else request.outcome = seen.error?.code ?? 'ok'
  request.duplicate = seen.kind === 'answer' && (seen.error?.message.includes('E11000') ?? false)
}

function answer(fields: ReplyFields): Outcome & { kind: 'answer' } {
  return {
    kind: 'answer',
    contentType: jsonType,
    body: JSON.stringify({ requestId: randomUUID(), ...fields }),
  }
}

/** An error of our own making is not the platform's: it is passed on with its stack, to be seen and fixed. */
function failure(thrown: unknown): Outcome {
  const error =
    thrown instanceof CloudError
      ? { code: thrown.code, message: thrown.message }
      : {
          code: 'SYS_ERR',
          message: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown),
        }
  return { ...answer(error), error }
}
