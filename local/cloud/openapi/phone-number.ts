import { defaultAppId } from '../functions/call-environment'
import { limits } from '../limits'
import {
  refusal,
  type DocumentedErrors,
  type OpenApi,
  type OpenApiCaller,
  type OpenApiReply,
} from './open-api'
import type { Parameters } from './parameters'

/** Whose tap a code comes from. */
export interface CodeOwner {
  openid: string
  appid: string
}

interface PhoneCode {
  number: string
  owner: CodeOwner | null
  issuedAt: number
}

/** The codes that phone-number buttons gave and nobody has used. */
export class PhoneCodes {
  private readonly codes = new Map<string, PhoneCode>()

  constructor(private readonly now: () => number) {}

  /** A code for a number of mainland China. Without `owner` it is good for any user of any mini-program. */
  set(code: string, number: string, owner: CodeOwner | null = null): void {
    this.codes.set(code, { number, owner, issuedAt: this.now() })
  }

  /** Null for a code that was never given, was used, or is too old. */
  get(code: string): PhoneCode | null {
    const found = this.codes.get(code)
    return found && this.now() - found.issuedAt < limits.phoneCodeLifetimeMs ? found : null
  }

  use(code: string): void {
    this.codes.delete(code)
  }
}

/** [D] server/API/user-info/phone-number/api_getphonenumber */
const errors = {
  [-1]: { errmsg: 'system error', meaning: '系统繁忙' },
  40013: { errmsg: 'invalid appid', meaning: 'code 是另一个小程序的' },
  40029: { errmsg: 'code 无效', meaning: 'code 无效、用过或过了五分钟' },
  45011: {
    errmsg: 'api minute-quota reach limit  mustslower  retry next minute',
    meaning: '调用太频繁',
  },
} satisfies DocumentedErrors

/** `phonenumber.getPhoneNumber`: the number behind the code of a phone-number button. */
export class GetPhoneNumber implements OpenApi {
  readonly name = 'phonenumber.getPhoneNumber'
  readonly title = '换取手机号'
  readonly errors = errors
  readonly invalidParameter = 40029

  constructor(private readonly codes: PhoneCodes) {}

  call(parameters: Parameters, { appid }: OpenApiCaller): OpenApiReply {
    parameters.allow(['code', 'openid'])
    const code = parameters.text('code') ?? ''
    const openid = parameters.text('openid')
    const found = this.codes.get(code)
    if (!found) throw refusal(errors, 40029)
    const { owner, number, issuedAt } = found
    if (owner && appid !== null && owner.appid !== appid) throw refusal(errors, 40013)
    // [D] Somebody else's openid is refused; the page does not say with which code. This one is our choice.
    if (owner && openid !== undefined && owner.openid !== openid) throw refusal(errors, 40029)
    this.codes.use(code)
    return {
      json: {
        phone_info: {
          phoneNumber: number,
          purePhoneNumber: number,
          countryCode: '86',
          // [D] When the user tapped, not when the function asked.
          watermark: {
            timestamp: Math.floor(issuedAt / 1000),
            appid: owner?.appid ?? appid ?? defaultAppId,
          },
        },
      },
    }
  }
}
