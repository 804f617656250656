import { appTitle } from '../pages/pages'
import { draw } from '../phone/draw'
import { askInModal } from '../sheets/modal'
import { askOnSheet } from '../sheets/sheet'
import { apis } from './api'
import { Failure } from './failure'

const contract = () => `《${appTitle()}小程序隐私保护指引》`

interface Decision {
  event: 'exposureAuthorization' | 'agree' | 'disagree'
  buttonId?: string
}
type Ask = (resolve: (decision: Decision) => void, info: { referrer: string }) => void

let agreed = false
let ask: Ask | undefined
let agreeButton: string | undefined
let remember: (agreed: boolean) => void = () => undefined

/** The answer outlives the page, as WeChat keeps it: the phone says where. */
export function usePrivacyAnswer(answered: boolean, keep: (agreed: boolean) => void): void {
  agreed = answered
  remember = keep
}

function agree(): void {
  agreed = true
  remember(true)
}

/** A tap on `open-type="agreePrivacyAuthorization"`: only it makes a later `agree` count. */
export function agreeToPrivacy(buttonId: string): void {
  agreeButton = buttonId
  // Without a page of its own asking, the button's tap is the consent.
  if (ask === undefined) agree()
}

async function askWithOwnSheet(): Promise<boolean> {
  const yes = await askOnSheet({
    title: '用户隐私保护提示',
    body: [draw('p', { class: 'phone-sheet-text' }, `使用前请阅读${contract()}，了解我们如何使用你的信息。`)],
    choices: [
      { text: '同意', answer: true, kind: 'primary' },
      { text: '拒绝', answer: false, kind: 'cancel' },
    ],
    dismissed: false,
  })
  if (yes) agree()
  return yes
}

/** Asks once, by the page's own question when it has one, before anything personal is used. */
export async function mayUse(referrer: string): Promise<boolean> {
  if (agreed) return true
  if (ask === undefined) return askWithOwnSheet()
  const listener = ask
  const decision = await new Promise<Decision['event']>((resolve) =>
    listener(
      ({ event, buttonId }) => {
        if (event === 'exposureAuthorization') return
        if (event === 'agree' && (buttonId === undefined || buttonId !== agreeButton)) {
          throw new Error(`the button ${String(buttonId)} with agreePrivacyAuthorization has not been tapped`)
        }
        resolve(event)
      },
      { referrer },
    ),
  )
  if (decision === 'agree') agree()
  return decision === 'agree'
}

export const privacy = {
  onNeedPrivacyAuthorization: (listener: Ask) => {
    ask = listener
  },
  ...apis({
    getPrivacySetting: () => ({ needAuthorization: !agreed, privacyContractName: contract() }),
    requirePrivacyAuthorize: async () => {
      if (!(await mayUse('requirePrivacyAuthorize'))) {
        throw new Failure('requirePrivacyAuthorize:fail privacy permission is not authorized', { errno: 104 })
      }
    },
    openPrivacyContract: async () => {
      const content = '在真实的微信里，这里打开管理员在小程序后台登记的隐私保护指引。'
      await askInModal({ title: contract(), content, confirmText: '关闭', cancelText: '', showCancel: false })
    },
  }),
}
