import { NoReply, post } from '../phone/network'
import { api, type Options } from './api'

interface Answer {
  result?: unknown
  errCode?: number
  errMsg?: string
}

let isInitialised = false

async function callFunction({ name, data }: Options): Promise<unknown> {
  if (!isInitialised) {
    const why = "Cloud API isn't enabled, please call wx.cloud.init first"
    throw { errCode: -1, errMsg: `cloud.callFunction:fail ${why}` }
  }
  if (typeof name !== 'string' || name === '') {
    throw { errCode: -1, errMsg: 'cloud.callFunction:fail parameter error: parameter.name should be String' }
  }
  let answer: Answer
  try {
    answer = (await post(`/call/${encodeURIComponent(name)}`, data ?? {})) as Answer
  } catch (error) {
    if (!(error instanceof NoReply)) throw error
    throw { errCode: -1, errMsg: `cloud.callFunction:fail request:fail ${error.message}` }
  }
  if (answer.errMsg !== undefined) throw { errCode: answer.errCode ?? -1, errMsg: answer.errMsg }
  return { result: answer.result }
}

const members: Record<string, unknown> = {
  init: () => {
    isInitialised = true
  },
  callFunction: api('cloud.callFunction', callFunction),
}

/** Functions only: the database and the files of this project are reached through them. */
export const cloud = {
  cloud: new Proxy(members, {
    get(target, name) {
      if (typeof name === 'symbol' || name in target) return Reflect.get(target, name) as unknown
      throw new Error(`wx.cloud.${name} is not supported by the preview`)
    },
  }),
}
