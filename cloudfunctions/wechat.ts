import cloud from 'wx-server-sdk'

/** The SDK's types know only strings; the constant is a symbol that means "the environment I run in". */
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV as unknown as string })

export interface WechatCaller {
  openid: string
  appid: string
  /** Who called: `wx_client` for a phone, `wx_trigger` for a timer. */
  source: string
}

/** The caller as the platform names them, never from the request. Read on every call: it is per call, not per instance. */
export function wechatCaller(): WechatCaller {
  const { OPENID, APPID, SOURCE } = cloud.getWXContext()
  return { openid: OPENID ?? '', appid: APPID ?? '', source: SOURCE ?? '' }
}

export const fromPhone = ({ source, openid }: WechatCaller): boolean =>
  openid !== '' && (source === 'wx_client' || source === 'wx_devtools')

export const fromTimer = ({ source, openid }: WechatCaller): boolean =>
  source === 'wx_trigger' && openid === ''

interface PhoneInfo {
  purePhoneNumber: string
  countryCode: string
  watermark: { appid: string }
}

/** Codes of a phone number that is not to be had: used, older than five minutes, made up (platform notes 1.2). */
const REJECTED = [40029, 40013]

/** `+86-13800000000` for a code of the phone-number button, or null when the platform rejects the code. */
export async function phoneNumberOf(code: string, caller: WechatCaller): Promise<string | null> {
  const { openapi } = cloud as unknown as {
    openapi: {
      phonenumber: {
        getPhoneNumber(query: { code: string; openid: string }): Promise<{ phoneInfo: PhoneInfo }>
      }
    }
  }
  try {
    // Whose phone it must come from: WeChat then rejects a code that somebody else's gave.
    const { phoneInfo } = await openapi.phonenumber.getPhoneNumber({ code, openid: caller.openid })
    if (phoneInfo.watermark.appid !== caller.appid) return null
    return `+${phoneInfo.countryCode}-${phoneInfo.purePhoneNumber}`
  } catch (error) {
    if (REJECTED.includes(Number((error as { errCode?: unknown }).errCode))) return null
    throw error
  }
}

/** `comment` among the places where a text may be seen (platform notes 1.2). */
const SCENE_COMMENT = 2

/**
 * Whether others may see a text that this person wrote. WeChat asks for the check; a text it cannot decide about goes through,
 * as it is seen by staff alone.
 */
export async function mayBeShown(text: string, { openid }: WechatCaller): Promise<boolean> {
  const { openapi } = cloud as unknown as {
    openapi: { security: { msgSecCheck(query: object): Promise<{ result: { suggest: string } }> } }
  }
  const query = { openid, scene: SCENE_COMMENT, version: 2, content: text }
  const { result } = await openapi.security.msgSecCheck(query)
  return result.suggest !== 'risky'
}

/** Where whoever scans a code joins. */
const JOIN_PAGE = 'pages/join/join'

/**
 * A link to the picture of a mini-program code with this scene. It lies in the file storage under its scene, so that a
 * picture asked for again is the same file; it is too large for a reply (platform notes, `getUnlimited`).
 */
export async function pictureOfCode(scene: string): Promise<string> {
  const { openapi } = cloud as unknown as {
    openapi: {
      wxacode: { getUnlimited(query: object): Promise<{ buffer: Buffer; contentType: string }> }
    }
  }
  // The page need not be released yet: codes are printed before the opening.
  const { buffer, contentType } = await openapi.wxacode.getUnlimited({
    scene,
    page: JOIN_PAGE,
    checkPath: false,
  })
  const { fileID } = await cloud.uploadFile({
    cloudPath: `source-codes/${scene.replace('=', '-')}.${contentType === 'image/png' ? 'png' : 'jpg'}`,
    fileContent: buffer as never,
  })
  const link = (await linksTo([fileID])).get(fileID)
  if (link === undefined) throw new Error(`no link to the code ${scene}`)
  return link
}

/** What WeChat's pages say of a link nobody gives a life to differs: ten minutes, or a day. */
const LINK_SECONDS = 3600

/** Links that open these files for an hour, by their ids; a file that is not there has none. At most 50. */
export async function linksTo(fileIds: readonly string[]): Promise<Map<string, string>> {
  if (fileIds.length === 0) return new Map()
  const { fileList } = (await cloud.getTempFileURL({
    fileList: fileIds.map((fileID) => ({ fileID, maxAge: LINK_SECONDS })),
  })) as {
    fileList: { fileID: string; tempFileURL?: string }[]
  }
  return new Map(fileList.flatMap(({ fileID, tempFileURL }) => (tempFileURL ? [[fileID, tempFileURL]] : [])))
}

/** The file is not there: somebody deleted it before (platform notes: storage). */
const FILE_NOT_THERE = -503003

/** Deletes these files, and gives the ids of those that are gone then; a file that resists is none of them. At most 50. */
export async function deleteFiles(fileIds: readonly string[]): Promise<string[]> {
  const { fileList } = (await cloud.deleteFile({ fileList: [...fileIds] })) as {
    fileList: { fileID: string; status: number }[]
  }
  return fileList
    .filter(({ status }) => status === 0 || status === FILE_NOT_THERE)
    .map(({ fileID }) => fileID)
}
