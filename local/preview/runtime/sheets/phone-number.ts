import { draw } from '../phone/draw'
import { NoReply, post } from '../phone/network'
import { refuses } from '../phone/refuses'
import { mayUse } from '../wx/privacy'
import { askOnSheet } from './sheet'

/** What `bindgetphonenumber` receives: a one-time code, or why there is none. */
export interface PhoneNumberAnswer {
  errMsg: string
  code?: string
  errno?: number
}

const isAllowed = () =>
  askOnSheet({
    title: '申请获取并验证你的手机号',
    body: [draw('p', { class: 'phone-sheet-text' }, '微信绑定号码')],
    choices: [
      { text: '允许', answer: true, kind: 'primary' },
      { text: '不允许', answer: false, kind: 'cancel' },
    ],
    dismissed: false,
  })

/** WeChat's own sheet for `open-type="getPhoneNumber"`. Never throws: every refusal is an answer. */
export async function askForPhoneNumber(): Promise<PhoneNumberAnswer> {
  if (!(await mayUse('getPhoneNumber'))) {
    return { errMsg: 'getPhoneNumber:fail privacy permission is not authorized', errno: 104 }
  }
  if (refuses.phoneNumber || !(await isAllowed()))
    return { errMsg: 'getPhoneNumber:fail user deny', errno: 103 }
  try {
    const { code } = (await post('/phone-code', {})) as { code: string }
    return { errMsg: 'getPhoneNumber:ok', code }
  } catch (error) {
    if (!(error instanceof NoReply)) throw error
    return { errMsg: `getPhoneNumber:fail ${error.message}` }
  }
}
