import { download, NoReply, post } from '../phone/network'
import { countCall } from '../phone/work'
import { keepTemporary, temporaryFile } from '../phone/temporary-files'
import { api, type Options } from './api'

/** What the stage answers: the reply, or how WeChat's own failure is told. */
interface Answer {
  errCode?: number
  errMsg?: string
}

let isInitialised = false

/** How an API of `wx.cloud` fails: its message begins with the API's name. */
function failure(name: string, why: string, errCode = -1) {
  return { errCode, errMsg: `${name}:fail ${why}` }
}

/** A text the API cannot do without. */
function textOf(name: string, options: Options, parameter: string): string {
  const value = options[parameter]
  if (typeof value === 'string' && value !== '') return value
  throw failure(name, `parameter error: parameter.${parameter} should be String`)
}

/** A request that may get no reply, which a page hears as WeChat tells it. */
async function reached<Result>(name: string, request: Promise<Result>): Promise<Result> {
  try {
    return await request
  } catch (error) {
    if (!(error instanceof NoReply)) throw error
    throw failure(name, `request:fail ${error.message}`)
  }
}

/** Asks the stage, and fails with what it refuses. */
async function ask<Reply>(name: string, path: string, body: unknown): Promise<Reply> {
  const answer = (await reached(name, post(path, body))) as Reply & Answer
  if (answer.errMsg === undefined) return answer
  // A function's failure is told whole by the stage; a file's has yet to be named.
  if (answer.errMsg.startsWith(`${name}:fail`)) throw { errCode: answer.errCode ?? -1, errMsg: answer.errMsg }
  throw failure(name, answer.errMsg, answer.errCode)
}

async function callFunction(options: Options, name: string): Promise<unknown> {
  const called = textOf(name, options, 'name')
  const { result } = await countCall(
    ask<{ result: unknown }>(name, `/call/${encodeURIComponent(called)}`, options.data ?? {}),
  )
  return { result }
}

async function uploadFile(options: Options, name: string): Promise<unknown> {
  const cloudPath = textOf(name, options, 'cloudPath')
  const file = temporaryFile(textOf(name, options, 'filePath'))
  if (!file) throw failure(name, `no such file ${String(options.filePath)}`)
  const { fileID } = await ask<{ fileID: string }>(name, `/files/${encodeURIComponent(cloudPath)}`, file)
  return { fileID, statusCode: 204 }
}

const getTempFileURL = ({ fileList }: Options, name: string): Promise<unknown> =>
  ask(name, '/file-links', { fileList })

const deleteFile = ({ fileList }: Options, name: string): Promise<unknown> =>
  ask(name, '/files-gone', { fileList })

async function downloadFile(options: Options, name: string): Promise<unknown> {
  const fileID = textOf(name, options, 'fileID')
  const { fileList } = await ask<{ fileList: { status: number; errMsg: string; tempFileURL: string }[] }>(
    name,
    '/file-links',
    { fileList: [fileID] },
  )
  const [link] = fileList
  if (!link || link.status !== 0) throw failure(name, link?.errMsg ?? 'no link', link?.status)
  const file = await reached(name, download(link.tempFileURL))
  if (!file) throw failure(name, `${fileID} is gone`)
  return { tempFilePath: keepTemporary(file), statusCode: 200 }
}

const members: Record<string, unknown> = {
  init: () => {
    isInitialised = true
  },
  ...afterInit({ callFunction, uploadFile, downloadFile, getTempFileURL, deleteFile }),
}

/** The APIs of `wx.cloud`, each of which fails before `wx.cloud.init`. */
function afterInit(
  running: Record<string, (options: Options, name: string) => unknown>,
): Record<string, unknown> {
  const whole = Object.entries(running).map(([short, run]) => {
    const name = `cloud.${short}`
    const checked = (options: Options): unknown => {
      if (!isInitialised) throw failure(name, "Cloud API isn't enabled, please call wx.cloud.init first")
      return run(options, name)
    }
    return [short, api(name, checked)]
  })
  return Object.fromEntries(whole) as Record<string, unknown>
}

/** Functions and files: the database of this project is reached through its functions. */
export const cloud = {
  cloud: new Proxy(members, {
    get(target, name) {
      if (typeof name === 'symbol' || name in target) return Reflect.get(target, name) as unknown
      throw new Error(`wx.cloud.${name} is not supported by the preview`)
    },
  }),
}
