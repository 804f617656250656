import { askInModal } from '../sheets/modal'
import { askOnSheet } from '../sheets/sheet'
import { scanWithCamera } from '../sheets/camera'
import { hideToast, showToast } from '../sheets/toast'
import { apis } from './api'
import { Failure } from './failure'

const text = (value: unknown, otherwise = '') =>
  value === undefined || value === null ? otherwise : String(value)
const colour = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

/** What a modal's button says. */
function buttonText(name: 'confirmText' | 'cancelText', given: unknown, otherwise: string): string {
  const said = text(given, otherwise)
  if ([...said].length <= 4) return said
  throw new Failure(`showModal:fail ${name} length should not larger than 4 Chinese characters`)
}

export const dialogs = apis({
  showToast: ({ title, icon, image, mask, duration }) =>
    showToast({
      title: text(title),
      icon: text(icon, 'success'),
      image: colour(image),
      mask: mask === true,
      durationMs: typeof duration === 'number' ? duration : 1500,
    }),
  hideToast,
  showLoading: ({ title, mask }) => showToast({ title: text(title), icon: 'loading', mask: mask === true }),
  hideLoading: hideToast,

  showModal: (given) =>
    askInModal({
      title: text(given.title),
      content: text(given.content),
      showCancel: given.showCancel !== false,
      cancelText: buttonText('cancelText', given.cancelText, '取消'),
      confirmText: buttonText('confirmText', given.confirmText, '确定'),
      cancelColor: colour(given.cancelColor),
      confirmColor: colour(given.confirmColor),
      editable: given.editable === true,
      placeholderText: text(given.placeholderText),
    }),

  showActionSheet: async ({ itemList, alertText }) => {
    if (!Array.isArray(itemList) || itemList.length === 0 || itemList.length > 6) {
      throw new Failure('showActionSheet:fail parameter error: itemList should have 1 to 6 items')
    }
    const tapIndex = await askOnSheet({
      title: text(alertText, '请选择'),
      choices: [
        ...itemList.map((item, index) => ({ text: String(item), answer: index })),
        { text: '取消', answer: -1, kind: 'cancel' as const },
      ],
      dismissed: -1,
    })
    if (tapIndex < 0) throw new Failure('showActionSheet:fail cancel')
    return { tapIndex }
  },

  /** `onlyFromCamera` leaves the album out: the preview has none, so both ways are the same here. */
  scanCode: async () => {
    const result = await scanWithCamera()
    if (result === undefined) throw new Failure('scanCode:fail cancel')
    return { result, scanType: 'QR_CODE', charSet: 'UTF-8', path: '', rawData: '' }
  },
})
