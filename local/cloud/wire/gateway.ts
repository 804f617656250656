import { randomUUID } from 'node:crypto'
import type { CallLog } from '../call-log'
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
  | { kind: 'answer'; contentType: string; body: string | Buffer; status?: number }
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
    const outcome = contentType.startsWith('multipart/')
      ? this.callOpenApi(invocation, parseMultipart(body, contentType))
      : await this.callAction(invocation, RequestBody.parse(body))
    return invocation?.dead ? { kind: 'silence' } : outcome
  }

  /** The bytes of an upload, or of a link's file: what a request is for that `isForFiles` knows. */
  carryFile({ method, url, headers, body }: FileRequest): Outcome {
    const [, kind, token = ''] = filePath.exec(url) ?? []
    if (kind === 'files' && (method === 'GET' || method === 'HEAD'))
      return { kind: 'answer', ...this.storage.send(token) }
    const id = invocationIdOf(url)
    const invocation = id === null ? null : this.invocations.find(id)
    if (id !== null && !invocation) return this.refuseLate(id)
    invocation?.record.requests.push({ action: `storage ${method}`, collection: null })
    if (kind !== 'upload' || method !== 'PUT') return failure(unsupported(`${method} ${kind}`))
    return { kind: 'answer', ...this.storage.receive(token, headers, body) }
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
    invocation?.record.requests.push({ action: `${action} ${apiName}`, collection: null })
    try {
      if (action !== 'wx.openApi') throw unsupported(`The action ${action} (${apiName})`)
      const caller = {
        permissions: invocation?.folder.openApiPermissions ?? [],
        appid: invocation?.appId ?? null,
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
    const transactionId = body.optionalText('transactionId')
    invocation?.record.requests.push({
      action,
      collection,
      ...(transactionId === null ? {} : { transactionId }),
    })
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
    invocation.record.databaseRequests += 1
    return this.faults.take(invocation.id, invocation.record.databaseRequests)
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

function answer(fields: ReplyFields): Outcome {
  return {
    kind: 'answer',
    contentType: jsonType,
    body: JSON.stringify({ requestId: randomUUID(), ...fields }),
  }
}

/** An error of our own making is not the platform's: it is passed on with its stack, to be seen and fixed. */
function failure(error: unknown): Outcome {
  if (error instanceof CloudError) return answer({ code: error.code, message: error.message })
  return answer({
    code: 'SYS_ERR',
    message: error instanceof Error ? (error.stack ?? error.message) : String(error),
  })
}
