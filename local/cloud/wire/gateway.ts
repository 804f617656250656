import { randomUUID } from 'node:crypto'
import type { CallLog, RequestRecord } from '../call-log'
import { CloudError, unsupported } from '../errors'
import type { FaultKind, Faults } from '../faults'
import { invocationIdOf, type Invocation, type Invocations } from '../functions/invocation'
import type { DatabaseProtocol, ReplyFields } from './database-protocol'
import { parseMultipart } from './multipart'
import type { OpenApi } from './openapi'
import { RequestBody } from './request-body'

/** What becomes of one HTTP request: an answer, a reset connection, or nothing, ever. */
export type Outcome =
  | { kind: 'answer'; contentType: string; body: string | Buffer; error?: { code: string; message: string } }
  | { kind: 'reset' }
  | { kind: 'silence' }

const jsonType = 'application/json; charset=utf-8'

/** Where every request of the SDKs arrives, whichever way: attributes, records, disturbs and executes it. */
export class Gateway {
  constructor(
    private readonly database: DatabaseProtocol,
    private readonly openApi: OpenApi,
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
        appid: invocation?.appId ?? '',
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
