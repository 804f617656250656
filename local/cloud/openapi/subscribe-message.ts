import {
  refusal,
  type DocumentedErrors,
  type OpenApi,
  type OpenApiCaller,
  type OpenApiReply,
} from './open-api'
import { isObject, type Parameters } from './parameters'
import { fieldTypeOf, fits } from './template-fields'
import type { Users } from './users'

/** A template's fields by name (`thing1`); those of an `enum` with the values they may have, all others null. */
export type TemplateFields = Record<string, readonly string[] | null>

/** A message that would now be on somebody's phone. */
export interface SentMessage {
  openid: string
  templateId: string
  /** Where a tap leads: a page with its query; null: nowhere. */
  page: string | null
  /** The text of each field. */
  data: Record<string, string>
  /** Which version of the mini-program a tap opens: `formal`, `trial` or `developer`. */
  miniprogramState: string
  lang: string
  /** By the movable clock, in milliseconds. */
  at: number
}

/** [D] server/API/mp-message-management/subscribe-message/api_sendmessage, but for 41030, which an older one has */
const errors = {
  40001: {
    errmsg: 'invalid credential  access_token isinvalid or not latest',
    meaning: '调用凭证不对',
  },
  40003: { errmsg: 'invalid openid', meaning: '没有这位用户' },
  40014: { errmsg: 'invalid access_token', meaning: '调用凭证不合法' },
  40037: { errmsg: 'invalid template_id', meaning: '没有这个模板' },
  41030: { errmsg: 'invalid page', meaning: '小程序里没有这个页面' },
  43101: { errmsg: 'user refuse to accept the msg', meaning: '用户没有订阅，或次数已用完' },
  43107: { errmsg: '订阅消息能力封禁', meaning: '订阅消息能力被封禁' },
  43108: { errmsg: '并发下发消息给同一个粉丝', meaning: '同时给同一个人发消息' },
  45168: { errmsg: '命中敏感词', meaning: '内容有敏感词' },
  47003: { errmsg: 'argument invalid!', meaning: '字段不合规则' },
} satisfies DocumentedErrors

const states = ['formal', 'trial', 'developer']
const languages = ['zh_CN', 'en_US', 'zh_HK', 'zh_TW']

export interface SubscribeMessageState {
  users: Users
  templates: ReadonlyMap<string, TemplateFields>
  /** The pages of the mini-program that is out. */
  pages: ReadonlySet<string>
  outbox: SentMessage[]
  now: () => number
}

/** `subscribeMessage.send`: one message for one grant. In which order WeChat checks is not known; a refusal costs no grant. */
export class SendSubscribeMessage implements OpenApi {
  readonly name = 'subscribeMessage.send'
  readonly title = '发送订阅消息'
  readonly errors = errors
  readonly invalidParameter = 47003

  constructor(private readonly state: SubscribeMessageState) {}

  call(parameters: Parameters, { appid }: OpenApiCaller): OpenApiReply {
    parameters.allow(['touser', 'template_id', 'page', 'data', 'miniprogram_state', 'lang'])
    const { users, templates, pages, outbox, now } = this.state
    const openid = parameters.text('touser') ?? ''
    const templateId = parameters.text('template_id') ?? ''
    const page = parameters.text('page') ?? null
    if (!users.isOf(openid, appid)) throw refusal(errors, 40003)
    const fields = templates.get(templateId)
    if (!fields) throw refusal(errors, 40037)
    if (page !== null && !pages.has(page.split('?')[0] ?? '')) throw refusal(errors, 41030)
    const message: SentMessage = {
      openid,
      templateId,
      page,
      data: checkedData(parameters.object('data') ?? {}, fields),
      miniprogramState: oneOf(states, 'miniprogram_state', parameters),
      lang: oneOf(languages, 'lang', parameters),
      at: now(),
    }
    if (!users.spendGrant(openid, templateId)) throw refusal(errors, 43101)
    outbox.push(message)
    return { json: {} }
  }
}

/** The first is the page's default. */
function oneOf(values: string[], name: string, parameters: Parameters): string {
  const value = parameters.text(name) ?? values[0] ?? ''
  if (!values.includes(value)) throw refusal(errors, 47003, name)
  return value
}

/** `{thing1: {value}}` as texts: every field of the template, no other, each by its type's rule. */
function checkedData(data: Record<string, unknown>, fields: TemplateFields): Record<string, string> {
  const strange = Object.keys(data).find((field) => !Object.hasOwn(fields, field))
  if (strange !== undefined) throw refusal(errors, 47003, `data.${strange}`)
  return Object.fromEntries(
    Object.entries(fields).map(([field, values]) => {
      const given = data[field]
      const value = isObject(given) ? given.value : undefined
      if (typeof value !== 'string' || !isAllowed(field, value, values))
        throw refusal(errors, 47003, `data.${field}.value`)
      return [field, value]
    }),
  )
}

function isAllowed(field: string, value: string, values: readonly string[] | null): boolean {
  if (values !== null) return values.includes(value)
  const type = fieldTypeOf(field)
  return type !== null && type !== 'enum' && fits(type, value)
}
