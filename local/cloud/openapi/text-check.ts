import { randomUUID } from 'node:crypto'
import { unsupported } from '../errors'
import { limits } from '../limits'
import {
  refusal,
  type DocumentedErrors,
  type OpenApi,
  type OpenApiCaller,
  type OpenApiReply,
} from './open-api'
import type { Parameters } from './parameters'
import type { Users } from './users'

/** [D] server/API/sec-center/sec-check/api_msgseccheck */
const errors = {
  [-1]: { errmsg: 'system error', meaning: '系统繁忙' },
  40001: {
    errmsg: 'invalid credential  access_token isinvalid or not latest',
    meaning: '调用凭证不对',
  },
  40003: { errmsg: 'invalid openid', meaning: '没有这位用户' },
  40129: { errmsg: 'invalid scene', meaning: 'scene 不是 1 到 4' },
  43002: { errmsg: 'require POST method', meaning: '没有用 POST' },
  43104: { errmsg: 'The openid does not match the appid', meaning: '用户是另一个小程序的' },
  44002: { errmsg: 'empty post data', meaning: '没有内容' },
  44991: { errmsg: 'reach max api minute frequence', meaning: '这一分钟调用太多' },
  45009: { errmsg: 'reach max api daily quota limit', meaning: '今天调用太多' },
  47001: { errmsg: 'data format error', meaning: '参数缺失或格式不对' },
  61010: { errmsg: 'code is expired', meaning: '用户两小时内没有来过' },
} satisfies DocumentedErrors

type Suggestion = 'pass' | 'review' | 'risky'

/** [D] What the labels mean is on the API's page: 100 nothing found, 10001 an advertisement … */
const NOTHING_FOUND = 100

/**
 * What the local cloud finds in a text: these words and no others. WeChat's own judgement is a model nobody can run
 * here; this list is only for reaching each answer.
 */
export const localWords: readonly { word: string; suggest: Exclude<Suggestion, 'pass'>; label: number }[] = [
  { word: '加微信', suggest: 'review', label: 10001 },
  { word: '傻瓜', suggest: 'risky', label: 20003 },
  { word: '代开发票', suggest: 'risky', label: 20006 },
  { word: '刷单', suggest: 'risky', label: 20008 },
]

interface TextCheckState {
  users: Users
  /** When somebody last used the mini-program; null: not since the local cloud was opened. */
  lastVisitOf(openid: string): number | null
  now: () => number
}

/** `security.msgSecCheck`, version 2: whether other people may see a text. */
export class CheckText implements OpenApi {
  readonly name = 'security.msgSecCheck'
  readonly title = '检查文字内容'
  readonly errors = errors
  readonly invalidParameter = 47001

  constructor(private readonly state: TextCheckState) {}

  call(parameters: Parameters, { appid }: OpenApiCaller): OpenApiReply {
    parameters.allow(['content', 'version', 'scene', 'openid', 'title', 'nickname', 'signature'])
    if (parameters.number('version') !== 2) throw unsupported('security.msgSecCheck without version 2')
    if (![1, 2, 3, 4].includes(parameters.number('scene') ?? 0)) throw refusal(errors, 40129)
    const content = parameters.text('content')
    if (content === undefined) throw refusal(errors, 47001, 'content')
    if (content === '') throw refusal(errors, 44002)
    // [D] The limit is the page's; that it is this code is our choice.
    if ([...content].length > limits.checkedTextCharacters) throw refusal(errors, 47001, 'content')
    this.checkUser(parameters.text('openid'), appid)
    const others = ['title', 'nickname', 'signature'].map((name) => parameters.text(name) ?? '')
    return { json: judgement([content, ...others].join('\n')) }
  }

  private checkUser(openid: string | undefined, appid: string | null): void {
    if (openid === undefined) throw refusal(errors, 47001, 'openid')
    const own = this.state.users.appOf(openid)
    if (own === null) throw refusal(errors, 40003)
    if (appid !== null && own !== appid) throw refusal(errors, 43104)
    const visit = this.state.lastVisitOf(openid)
    if (visit === null || this.state.now() - visit > limits.textCheckVisitMs) throw refusal(errors, 61010)
  }
}

function judgement(text: string): Record<string, unknown> {
  const found = localWords.filter(({ word }) => text.includes(word))
  const worst = found.find(({ suggest }) => suggest === 'risky') ?? found[0]
  const { suggest, label } = worst ?? { suggest: 'pass', label: NOTHING_FOUND }
  const keywords = found.map((hit) => ({
    strategy: 'keyword',
    errcode: 0,
    suggest: hit.suggest,
    label: hit.label,
    keyword: hit.word,
  }))
  return {
    result: { suggest, label },
    detail: [{ strategy: 'content_model', errcode: 0, suggest, label, prob: 90 }, ...keywords],
    trace_id: randomUUID(),
  }
}
