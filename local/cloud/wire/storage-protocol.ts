import { randomBytes } from 'node:crypto'
import { CloudError, unsupported } from '../errors'
import { limits } from '../limits'
import { checkCloudPath, fileIdOf } from '../storage/cloud-path'
import { checkedMaxAge, checkFileCount, type CloudFiles } from '../storage/cloud-files'
import { contentTypeOf } from '../storage/content-type'
import { Links } from '../storage/links'
import type { RequestBody } from './request-body'

/** What an upload was allowed for, and how its bytes say that they are the ones. */
interface Upload {
  path: string
  authorization: string
  cosFileId: string
}

/** A file on its way, as HTTP carries it. */
export interface Transfer {
  status: number
  contentType: string
  body: Buffer | string
  /** Why nothing came of it, when nothing did. */
  error?: { code: string; message: string }
}

/** The file actions of both SDKs, and the uploads and downloads that follow them. */
export class StorageProtocol {
  private readonly uploads: Links<Upload>

  /** `serviceUrl` is where the functions' SDKs reach the local cloud. */
  constructor(
    private readonly files: CloudFiles,
    private readonly serviceUrl: () => string,
    now: () => number,
  ) {
    this.uploads = new Links(now)
  }

  /** `invocationId` goes with the upload's address, so that its bytes are known to belong to that call. */
  execute(action: string, body: RequestBody, invocationId: string): Record<string, unknown> {
    switch (action) {
      case 'storage.getUploadMetadata':
        return { data: this.allowUpload(body.text('path'), invocationId) }
      case 'storage.batchGetDownloadUrl':
        return { data: { download_list: this.linkAll(body.objects('file_list')) } }
      case 'storage.batchDeleteFile':
        return { data: { delete_list: this.deleteAll(body.texts('fileid_list')) } }
      default:
        throw unsupported(`The action ${action}`)
    }
  }

  /** The PUT of an upload. Answers nothing when all is well and XML when not, as the object storage does. */
  receive(token: string, headers: Record<string, unknown>, bytes: Buffer): Transfer {
    const upload = this.uploads.find(token)
    if (
      !upload ||
      headers.authorization !== upload.authorization ||
      headers['x-cos-meta-fileid'] !== upload.cosFileId
    )
      return refused(403, 'AccessDenied', 'This upload was not allowed, or not for so long')
    try {
      this.files.put(upload.path, bytes, 'function')
      return { status: 200, contentType: 'application/xml', body: '' }
    } catch (error) {
      if (error instanceof CloudError) return refused(400, error.code, error.message)
      throw error
    }
  }

  /** The GET of a link. */
  send(token: string): Transfer {
    const file = this.files.behindLink(token)
    if (!file) return refused(403, 'AccessDenied', 'The link is over, or leads nowhere')
    return { status: 200, contentType: contentTypeOf(file.path), body: file.bytes }
  }

  private allowUpload(path: string, invocationId: string): Record<string, unknown> {
    checkCloudPath(path)
    const upload = { path, authorization: secret(), cosFileId: secret() }
    const token = this.uploads.add(upload, limits.uploadPermissionMs)
    return {
      url: `${this.serviceUrl()}/upload/${token}?seqId=${invocationId}`,
      token: secret(),
      authorization: upload.authorization,
      fileId: fileIdOf(path),
      cosFileId: upload.cosFileId,
    }
  }

  private linkAll(list: RequestBody[]): Record<string, unknown>[] {
    checkFileCount(list)
    return list.map((item) => {
      const fileID = item.text('fileid')
      const urlType = item.optionalText('url_type')
      if (urlType !== null) throw unsupported(`The URL type ${urlType}`)
      const maxAge = checkedMaxAge(item.count('max_age'))
      return outcomeOf(
        () => ({ fileID, maxAge, tempFileURL: this.files.linkTo(fileID, maxAge, 'function') }),
        {
          fileID,
          maxAge,
          tempFileURL: '',
        },
      )
    })
  }

  private deleteAll(list: string[]): Record<string, unknown>[] {
    checkFileCount(list)
    return list.map((fileID) =>
      outcomeOf(
        () => {
          this.files.delete(fileID, 'function')
          return { fileID }
        },
        { fileID },
      ),
    )
  }
}

/** One file's part of a reply: what was done, or why not, without harm to the others. */
function outcomeOf(run: () => Record<string, unknown>, otherwise: Record<string, unknown>) {
  try {
    return { code: 'SUCCESS', ...run() }
  } catch (error) {
    if (!(error instanceof CloudError)) throw error
    return { code: error.code, ...otherwise }
  }
}

const secret = (): string => randomBytes(32).toString('hex')

/** The shape the SDK reads a failed upload from. */
function refused(status: number, code: string, message: string): Transfer {
  const elements = { Code: code, Message: message, RequestId: 'local', TraceId: 'local' }
  const inside = Object.entries(elements).map(([name, text]) => `<${name}>${text}</${name}>`)
  return {
    status,
    contentType: 'application/xml',
    body: `<Error>${inside.join('')}</Error>`,
    error: { code, message },
  }
}
