import type { WeChat } from '../cloud/openapi/wechat'
import { json, type Reply } from './answers'

/**
 * Makes an open API refuse its next call, as `{api, code}` asks; a code of null takes that back. Null for a refusal
 * that is not on the API's page.
 */
export function askForRefusal(wechat: WeChat, body: Buffer): Reply | null {
  const { api, code } = JSON.parse(body.toString('utf8')) as { api?: unknown; code?: unknown }
  const found = wechat.refusable().find(({ name }) => name === api)
  const known = code === null || found?.refusals.some((refusal) => refusal.code === code)
  if (!found || !known) return null
  wechat.refuseNext(found.name, code as number | null)
  return json(wechat.refusable())
}
