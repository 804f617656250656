import type { Parameters } from './parameters'

/** One row of the table of error codes on an API's page. */
export interface DocumentedError {
  /** The page's description, which comes back as `errmsg`. */
  errmsg: string
  /** What it is about, for whoever chooses it on the stage. */
  meaning: string
}

export type DocumentedErrors = Record<number, DocumentedError>

/** On whose behalf an API is called. */
export interface OpenApiCaller {
  /** The mini-program that called the function; null for a timer. */
  appid: string | null
  /** The function, and its operation if its call has one: for whoever looks on. */
  functionName?: string
  operation?: string | null
}

export type OpenApiReply = { json: Record<string, unknown> } | { contentType: string; bytes: Buffer }

/** One of WeChat's server APIs, as its page describes it. */
export interface OpenApi {
  /** As in `permissions.openapi`. */
  name: string
  /** What it does, for whoever looks at the stage. */
  title: string
  /** Every code of its page, and no other. */
  errors: DocumentedErrors
  /** What a parameter of the wrong type is answered with. */
  invalidParameter: number
  /** Throws OpenApiRefusal for what its page refuses, CloudError for what the local cloud does not do. */
  call(parameters: Parameters, caller: OpenApiCaller): OpenApiReply
}

/** What WeChat answers instead of doing what was asked: `{errcode, errmsg}`. */
export class OpenApiRefusal extends Error {
  constructor(
    readonly errCode: number,
    message: string,
  ) {
    super(message)
    this.name = 'OpenApiRefusal'
  }
}

/** A code of the API's own table; `detail` says which value it was. */
export function refusal<Errors extends DocumentedErrors>(
  errors: Errors,
  code: keyof Errors & number,
  detail = '',
): OpenApiRefusal {
  return new OpenApiRefusal(code, `${errors[code]?.errmsg}${detail === '' ? '' : ` ${detail}`}`)
}
