import { CloudError, invalidParameter } from '../cloud/errors'
import { limits } from '../cloud/limits'
import { checkedMaxAge, checkFileCount, type CloudFiles } from '../cloud/storage/cloud-files'
import { contentTypeOf } from '../cloud/storage/content-type'
import type { Reply } from './answers'
import type { StagePhone } from './phones'

/** How `wx.cloud`'s file functions fail. */
export interface FileFailure {
  errCode: number
  errMsg: string
}

interface FileOutcome {
  fileID: string
  status: number
  errMsg: string
}

/** [D] developers.weixin.qq.com wxcloud/reference/errcode */
const codes: Record<string, number> = {
  INVALID_PARAM: -501007,
  STORAGE_REQUEST_FAIL: -503001,
  STORAGE_EXCEED_AUTHORITY: -503002,
  STORAGE_FILE_NONEXIST: -503003,
}
/** [D] In the same place. */
const TOO_LARGE = -403001

/** Keeps a file of the phone's user under `path`. */
export function uploadFile(
  files: CloudFiles,
  { openid }: StagePhone,
  path: string,
  bytes: Buffer,
): { fileID: string } | FileFailure {
  if (bytes.length > limits.uploadBytes)
    return { errCode: TOO_LARGE, errMsg: `a file here has at most ${limits.uploadBytes} bytes` }
  return failing(() => ({ fileID: files.put(path, bytes, { openid }) }))
}

/** Links to those files of the list that the phone's user may read: ids, or `{fileID, maxAge}` with the link's life in seconds. */
export function linkToFiles(
  files: CloudFiles,
  { openid }: StagePhone,
  body: Buffer,
): { fileList: (FileOutcome & { tempFileURL: string; maxAge: number })[] } | FileFailure {
  return failing(() => ({
    fileList: fileListOf(body).map((item) => {
      const asked = typeof item === 'object' ? item : { fileID: item }
      const link = { fileID: asked.fileID, maxAge: checkedMaxAge(asked.maxAge), tempFileURL: '' }
      return {
        ...link,
        ...statusOf(() => ({ tempFileURL: files.linkTo(link.fileID, link.maxAge, { openid }) })),
      }
    }),
  }))
}

/** Deletes those files of the list that are the phone's user's own. */
export function deleteFiles(
  files: CloudFiles,
  { openid }: StagePhone,
  body: Buffer,
): { fileList: FileOutcome[] } | FileFailure {
  return failing(() => ({
    fileList: fileListOf(body).map((item) => {
      const fileID = typeof item === 'object' ? item.fileID : item
      return { fileID, ...statusOf(() => files.delete(fileID, { openid })) }
    }),
  }))
}

/** The file behind a link, or null. Only a picture is shown; anything else a browser may keep, and never run. */
export function linkedFile(files: CloudFiles, token: string): Reply | null {
  const file = files.behindLink(token)
  if (!file) return null
  const type = contentTypeOf(file.path)
  return {
    type,
    body: file.bytes,
    headers: {
      'content-security-policy': "default-src 'none'; sandbox",
      'content-disposition': type.startsWith('image/') ? 'inline' : 'attachment',
    },
  }
}

/** The list a page gave. Throws CloudError for what is none. */
function fileListOf(body: Buffer): (string | { fileID: string; maxAge?: unknown })[] {
  const { fileList } = JSON.parse(body.toString('utf8')) as { fileList?: unknown }
  if (!Array.isArray(fileList) || !fileList.every(namesFile))
    throw invalidParameter('parameter.fileList should be a list of file ids')
  checkFileCount(fileList)
  return fileList as (string | { fileID: string })[]
}

function namesFile(item: unknown): boolean {
  return (
    typeof item === 'string' ||
    (typeof item === 'object' && item !== null && 'fileID' in item && typeof item.fileID === 'string')
  )
}

/** How it went with one file of a list: the others do not suffer from it. */
function statusOf<Result extends object | void>(run: () => Result) {
  try {
    return { ...run(), status: 0, errMsg: 'ok' }
  } catch (error) {
    return { status: failureOf(error).errCode, errMsg: failureOf(error).errMsg }
  }
}

function failing<Result>(run: () => Result): Result | FileFailure {
  try {
    return run()
  } catch (error) {
    return failureOf(error)
  }
}

/** Only what the cloud refuses is an answer; a mistake of ours is thrown on. */
function failureOf(error: unknown): FileFailure {
  if (!(error instanceof CloudError)) throw error
  return { errCode: codes[error.code] ?? -1, errMsg: error.message }
}
