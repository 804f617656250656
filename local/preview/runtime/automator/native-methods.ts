import { goBack } from '../pages/phone-keys'
import { homePath } from '../pages/pages'
import { theFrame } from '../phone/frame'
import { drawn } from '../phone/settled'
import { wx } from '../wx/wx'

interface NativeParams {
  method: string
  data?: { url?: string }
}

/** The buttons of the phone's own questions, by what they mean. */
const BUTTONS: Record<string, string> = {
  confirmModal: '.phone-modal-confirm',
  cancelModal: '.phone-modal-cancel',
  authorizeAllow: '.phone-sheet-choice.primary',
  authorizeCancel: '.phone-sheet-choice.cancel',
  shareConfirm: '.phone-sheet-choice.primary',
  shareCancel: '.phone-sheet-choice.cancel',
}

function press(method: string, selector: string): void {
  const button = [...theFrame().layers.querySelectorAll<HTMLElement>(selector)].at(-1)
  if (button === undefined) throw new Error(`${method}: the phone shows no such question`)
  button.click()
}

export const nativeMethods = {
  'Tool.native': async ({ method, data }: NativeParams) => {
    const selector = BUTTONS[method]
    if (selector !== undefined) press(method, selector)
    else if (method === 'navigateLeft') goBack()
    else if (method === 'goHome') await wx.reLaunch({ url: `/${homePath()}` })
    else if (method === 'switchTab') await wx.switchTab({ url: data?.url })
    else throw new Error(`native ${method} is not supported by the preview`)
    await drawn()
  },
}
