import { NoReply, post } from '../phone/network'
import { refuses } from '../phone/refuses'
import { messagesAreOff } from '../phone/subscriptions'
import { askForMessages, type Template } from '../sheets/subscription'
import { isTapping } from '../touch/tapping'
import { api, type Options } from './api'
import { Failure } from './failure'

const NAME = 'requestSubscribeMessage'
const MOST = 5

/** [D] The codes of the API's page. */
const failure = (errCode: number, why: string) => new Failure(`${NAME}:fail ${why}`, { errCode })

function idsOf({ tmplIds }: Options): string[] {
  if (!Array.isArray(tmplIds) || tmplIds.length === 0) throw failure(10001, "TmplIds can't be empty")
  if (!tmplIds.every((id) => typeof id === 'string' && id !== '')) throw failure(10004, 'Invalid template id')
  if (tmplIds.length > MOST) throw failure(20003, 'Templates count out of max bounds')
  return [...new Set(tmplIds as string[])]
}

/** Asks the stage; without a reply WeChat fails with `code`. */
async function ask(body: object, code: number, what: string): Promise<Record<string, string>> {
  const answer = await post('/subscriptions', body).catch((error: unknown) => {
    throw error instanceof NoReply ? failure(code, what) : error
  })
  const { titles, errCode, errMsg } = answer as {
    titles?: Record<string, string>
    errCode?: number
    errMsg?: string
  }
  if (titles === undefined) throw failure(errCode ?? -1, errMsg ?? '')
  return titles
}

/** Of several templates with one title WeChat asks for the first. */
function withoutTwins(ids: string[], titles: Record<string, string>): Template[] {
  const templates = ids.map((id) => ({ id, title: titles[id] ?? id }))
  return templates.filter(({ title }, index) => templates.findIndex((one) => one.title === title) === index)
}

async function requestSubscribeMessage(options: Options, withinTap: boolean): Promise<object> {
  const ids = idsOf(options)
  if (!withinTap) throw new Failure(`${NAME}:fail can only be invoked by user TAP gesture.`)
  const titles = await ask({ tmplIds: ids }, 10002, 'Request list fail')
  if (messagesAreOff()) throw failure(20004, 'The main switch is switched off')
  const templates = withoutTwins(ids, titles)
  const accepted = refuses.subscription ? [] : await askForMessages(templates)
  if (accepted.length > 0) await ask({ tmplIds: ids, accepted }, 10003, 'Request subscribe fail')
  const answer = (id: string) => {
    if (!templates.some((template) => template.id === id)) return 'filter'
    return accepted.includes(id) ? 'accept' : 'reject'
  }
  return Object.fromEntries(ids.map((id) => [id, answer(id)]))
}

export const subscriptions = {
  [NAME]: (given?: unknown) => {
    // Now: the answer comes after the tap.
    const withinTap = isTapping()
    return api(NAME, (options) => requestSubscribeMessage(options, withinTap))(given)
  },
}
