import type { WeChat } from '../cloud/openapi/wechat'
import { json, type Reply } from './answers'
import type { StagePhone } from './phones'

/** [D] wx.requestSubscribeMessage, of an id the account does not have. */
const NO_TEMPLATE = { errCode: 20001, errMsg: 'No template data return, verify the template id exist' }

/**
 * What the templates of `{tmplIds}` are called, for the phone's sheet; each of `{accepted}` is one more grant of the
 * phone's person. One unknown template refuses them all. Null for a body that asks nothing.
 */
export function subscribe(wechat: WeChat, { openid }: StagePhone, body: Buffer): Reply | null {
  const { tmplIds, accepted = [] } = JSON.parse(body.toString('utf8')) as {
    tmplIds?: unknown
    accepted?: unknown
  }
  if (!areTexts(tmplIds) || !areTexts(accepted)) return null
  const templates = [...tmplIds, ...accepted].map((id) => ({ id, title: wechat.templateTitle(id) }))
  if (templates.some(({ title }) => title === null)) return json(NO_TEMPLATE)
  for (const id of accepted) wechat.grant(openid, id)
  return json({ titles: Object.fromEntries(templates.map(({ id, title }) => [id, title])) })
}

const areTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string')
