import { invalidParameter, unsupported } from '../errors'
import { OpenApiRefusal, type OpenApiCaller, type OpenApiReply } from '../openapi/open-api'
import { NO_PERMISSION, type WeChat } from '../openapi/wechat'
import { decodeFields, encodeBytes, encodeInteger } from './protobuf'

/** The function on whose behalf an open API is called. */
export interface FunctionCaller extends OpenApiCaller {
  /** `permissions.openapi` of its `config.json`. */
  permissions: string[]
}

/** `cloud.openapi` as the SDK speaks it: a permission to check, and a protobuf envelope around each call. */
export class OpenApiProtocol {
  constructor(private readonly wechat: WeChat) {}

  /** Answers one call. Throws by name for APIs other than the supported ones. */
  call(apiName: string, requestData: Buffer, caller: FunctionCaller): Buffer {
    const values = decodeParameters(requestData)
    if (!caller.permissions.includes(apiName)) {
      this.wechat.turnAway(apiName, values, caller)
      return encodeInteger(3, NO_PERMISSION)
    }
    try {
      return envelope(this.wechat.call(apiName, values, caller))
    } catch (error) {
      if (!(error instanceof OpenApiRefusal)) throw error
      const { errCode, message } = error
      // What refuses a cloud call before WeChat sees it has a place of its own in the envelope.
      if (errCode === NO_PERMISSION) return encodeInteger(3, errCode)
      return envelope({ json: { errcode: errCode, errmsg: message } })
    }
  }
}

/** CommOpenApiResp: 1 the API's reply, 2 its content type (3 an error of the cloud call). */
function envelope(reply: OpenApiReply): Buffer {
  const { bytes, contentType } =
    'json' in reply
      ? {
          bytes: Buffer.from(JSON.stringify({ errcode: 0, errmsg: 'ok', ...reply.json })),
          contentType: 'application/json',
        }
      : reply
  return Buffer.concat([encodeBytes(1, bytes), encodeBytes(2, Buffer.from(contentType))])
}

/** The request: 1 the kind of API (0: by name), 2 the parameters as (1 key, 2 value in JSON) pairs under 1. */
function decodeParameters(requestData: Buffer): Record<string, unknown> {
  const top = decodeFields(requestData)
  const kind = top.find(({ number }) => number === 1)?.value ?? 0
  if (kind !== 0) throw unsupported(`The open API kind ${String(kind)}`)
  const pairs = top.find(({ number }) => number === 2)?.value
  if (!Buffer.isBuffer(pairs)) return {}
  return Object.fromEntries(
    decodeFields(pairs).map(({ value }) => {
      if (!Buffer.isBuffer(value)) throw invalidParameter('An open API parameter is not a pair')
      const pair = decodeFields(value)
      return [pairText(pair[0]?.value), JSON.parse(pairText(pair[1]?.value)) as unknown]
    }),
  )
}

function pairText(value: number | Buffer | undefined): string {
  if (!Buffer.isBuffer(value)) throw invalidParameter('An open API parameter is not text')
  return value.toString('utf8')
}
