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
    openapi: { phonenumber: { getPhoneNumber(query: { code: string }): Promise<{ phoneInfo: PhoneInfo }> } }
  }
  try {
    const { phoneInfo } = await openapi.phonenumber.getPhoneNumber({ code })
    if (phoneInfo.watermark.appid !== caller.appid) return null
    return `+${phoneInfo.countryCode}-${phoneInfo.purePhoneNumber}`
  } catch (error) {
    if (REJECTED.includes(Number((error as { errCode?: unknown }).errCode))) return null
    throw error
  }
}
