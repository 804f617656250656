import { invalidParameter, unsupported } from '../errors'
import { decodeFields, encodeBytes, encodeInteger } from './protobuf'

/** `config.json` of the function does not list the API. */
const noPermission = -604101
const badCode = 40029

/** The function on whose behalf an open API is called. */
export interface OpenApiCaller {
  permissions: string[]
  appid: string
}

/** WeChat's server APIs behind `cloud.openapi`, in the protobuf envelope the SDK expects. */
export class OpenApi {
  constructor(
    private readonly phoneNumbers: Map<string, string>,
    private readonly now: () => number,
  ) {}

  /** Answers one call. Fails by name for APIs other than the supported ones. */
  call(apiName: string, requestData: Buffer, caller: OpenApiCaller): Buffer {
    if (!caller.permissions.includes(apiName)) return encodeInteger(3, noPermission)
    if (apiName !== 'phonenumber.getPhoneNumber') throw unsupported(`The open API ${apiName}`)
    return envelope(this.getPhoneNumber(decodeParameters(requestData), caller))
  }

  private getPhoneNumber(
    { code }: Record<string, unknown>,
    { appid }: OpenApiCaller,
  ): Record<string, unknown> {
    const number = typeof code === 'string' ? this.phoneNumbers.get(code) : undefined
    if (typeof code !== 'string' || number === undefined) return { errcode: badCode, errmsg: 'invalid code' }
    this.phoneNumbers.delete(code) // a code works once
    return {
      errcode: 0,
      errmsg: 'ok',
      phone_info: {
        phone_number: number,
        pure_phone_number: number,
        country_code: '86',
        watermark: { timestamp: Math.floor(this.now() / 1000), appid },
      },
    }
  }
}

/** CommOpenApiResp: 1 the API's reply, 2 its content type. */
function envelope(reply: Record<string, unknown>): Buffer {
  return Buffer.concat([
    encodeBytes(1, Buffer.from(JSON.stringify(reply))),
    encodeBytes(2, Buffer.from('application/json')),
  ])
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
