import { unsupported } from '../errors'
import type { Durability } from '../sqlite-file'
import { GetUnlimitedCode } from './mini-program-code'
import {
  OpenApiRefusal,
  refusal,
  type DocumentedErrors,
  type OpenApi,
  type OpenApiCaller,
  type OpenApiReply,
} from './open-api'
import { Parameters } from './parameters'
import { GetPhoneNumber, PhoneCodes } from './phone-number'
import { RefusalsOnDemand, type RefusableApi } from './refusals-on-demand'
import { SendSubscribeMessage, type SentMessage, type TemplateFields } from './subscribe-message'
import { fieldTypeOf } from './template-fields'
import { CheckText } from './text-check'
import { Users } from './users'

/** [S] The function may not call the API: not in its `config.json`, or the platform has not heard of it yet. */
export const NO_PERMISSION = -604101

/** [D] Of the cloud call, not of the API: on demand it is the ten minutes after an upload (platform notes 2.2). */
const ofEveryApi: DocumentedErrors = {
  [NO_PERMISSION]: { errmsg: 'function has no permission to call this API', meaning: '云函数没有调用权限' },
}

/** A call of an open API that has been answered: for whoever looks on. */
export interface AnsweredCall {
  api: string
  /** Null when it was not a function that called. */
  functionName: string | null
  operation: string | null
  values: Record<string, unknown>
  /** By the movable clock, in milliseconds. */
  at: number
  /** Null: it was done. */
  refused: { errCode: number; meaning: string } | null
}

export interface WeChatOptions {
  /** Where it remembers people; null: in memory. */
  folder: string | null
  durability: Durability
  now: () => number
}

/** WeChat as the functions' server APIs reach it: what it knows, what was sent through it, what it refuses. */
export class WeChat {
  readonly phoneCodes: PhoneCodes
  /** Subscribe messages that would be on people's phones, oldest first. */
  readonly outbox: SentMessage[] = []
  readonly users: Users
  private readonly templates = new Map<string, TemplateFields>()
  private readonly titles = new Map<string, string>()
  private readonly pages = new Set<string>()
  private readonly lastVisits = new Map<string, number>()
  private readonly onDemand = new RefusalsOnDemand()
  private readonly listeners = new Set<(call: AnsweredCall) => void>()
  private readonly apis: readonly OpenApi[]
  private readonly now: () => number

  constructor({ folder, durability, now }: WeChatOptions) {
    this.now = now
    this.users = new Users(folder, durability)
    this.phoneCodes = new PhoneCodes(now)
    const state = {
      users: this.users,
      templates: this.templates,
      pages: this.pages,
      outbox: this.outbox,
      lastVisitOf: (openid: string) => this.lastVisits.get(openid) ?? null,
      now,
    }
    this.apis = [
      new GetPhoneNumber(this.phoneCodes),
      new SendSubscribeMessage(state),
      new GetUnlimitedCode(state),
      new CheckText(state),
    ]
  }

  /** Somebody uses the mini-program: from now on they are a user of it, and were here. */
  visited(openid: string, appid: string): void {
    this.users.add(openid, appid)
    this.lastVisits.set(openid, this.now())
  }

  /** The pages of the mini-program that is out, as in app.json; before, it has none. */
  publish(pages: readonly string[]): void {
    this.pages.clear()
    for (const page of pages) this.pages.add(page)
  }

  /**
   * Adds a message template of the account; `title` is what people read when they are asked to allow it. Throws for a
   * field whose name says no type.
   */
  addTemplate(templateId: string, fields: TemplateFields, title = templateId): void {
    for (const [field, values] of Object.entries(fields)) {
      const type = fieldTypeOf(field)
      if (type === null || (type === 'enum') !== (values !== null))
        throw new TypeError(`${templateId} cannot have the field ${field}`)
    }
    this.templates.set(templateId, fields)
    this.titles.set(templateId, title)
  }

  /** What a template is called; null: the account has no such template. */
  templateTitle(templateId: string): string | null {
    return this.titles.get(templateId) ?? null
  }

  /** Somebody allows messages of a template: each grant is for one. */
  grant(openid: string, templateId: string, count = 1): void {
    this.users.addGrants(openid, templateId, count)
  }

  /** The next call of an API is refused with a code of its page; null takes that back, any other code throws. */
  refuseNext(apiName: string, errCode: number | null): void {
    this.checkRefusal(apiName, errCode)
    this.onDemand.next(apiName, errCode)
  }

  /** Every call of an API is refused with a code of its page, until null takes that back; any other code throws. */
  refuse(apiName: string, errCode: number | null): void {
    this.checkRefusal(apiName, errCode)
    this.onDemand.always(apiName, errCode)
  }

  /** `listener` runs whenever another refusal waits, or one was given. Gives the way to stop. */
  onRefusalsChange(listener: () => void): () => void {
    return this.onDemand.onChange(listener)
  }

  refusable(): RefusableApi[] {
    return this.apis.map(({ name, title, errors }) => ({
      name,
      title,
      refusals: Object.entries({ ...errors, ...ofEveryApi })
        .map(([code, { meaning }]) => ({ code: Number(code), meaning }))
        .sort((one, other) => one.code - other.code),
      waiting: this.onDemand.waiting(name),
    }))
  }

  /** Answers one call. Throws OpenApiRefusal, or by name for what the local cloud does not do. */
  call(apiName: string, values: Record<string, unknown>, caller: OpenApiCaller): OpenApiReply {
    const api = this.api(apiName)
    try {
      const reply = this.answer(api, values, caller)
      this.tell(apiName, values, caller, null)
      return reply
    } catch (error) {
      if (error instanceof OpenApiRefusal) this.tell(apiName, values, caller, error.errCode)
      throw error
    }
  }

  /** The cloud has not let a call through, because its function may not call the API: whoever listens hears of it. */
  turnAway(apiName: string, values: Record<string, unknown>, caller: OpenApiCaller): void {
    if (this.apis.some(({ name }) => name === apiName)) this.tell(apiName, values, caller, NO_PERMISSION)
  }

  /** `listener` hears of every call that was done or refused. Gives the way to stop. */
  onAnswer(listener: (call: AnsweredCall) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  close(): void {
    this.users.close()
  }

  private answer(api: OpenApi, values: Record<string, unknown>, caller: OpenApiCaller): OpenApiReply {
    const refused = this.onDemand.take(api.name)
    if (refused !== null) throw new OpenApiRefusal(refused, this.documented(api.name, refused).errmsg)
    const parameters = new Parameters(api.name, values, (name) =>
      refusal(api.errors, api.invalidParameter, name),
    )
    return api.call(parameters, caller)
  }

  private tell(
    api: string,
    values: Record<string, unknown>,
    { functionName = null, operation = null }: { functionName?: string | null; operation?: string | null },
    errCode: number | null,
  ): void {
    const refused = errCode === null ? null : { errCode, meaning: this.documented(api, errCode).meaning }
    const call: AnsweredCall = { api, functionName, operation, values, at: this.now(), refused }
    for (const listener of this.listeners) listener(call)
  }

  private api(apiName: string): OpenApi {
    const api = this.apis.find(({ name }) => name === apiName)
    if (!api) throw unsupported(`The open API ${apiName}`)
    return api
  }

  private checkRefusal(apiName: string, errCode: number | null): void {
    if (errCode === null) this.api(apiName)
    else this.documented(apiName, errCode)
  }

  private documented(apiName: string, errCode: number) {
    const error = { ...this.api(apiName).errors, ...ofEveryApi }[errCode]
    if (!error) throw new RangeError(`${errCode} is no documented error of ${apiName}`)
    return error
  }
}
