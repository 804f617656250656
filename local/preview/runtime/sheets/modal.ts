import { draw, drawButton } from '../phone/draw'
import { openLayer } from './layer'

export interface ModalContent {
  title: string
  content: string
  confirmText: string
  cancelText: string
  showCancel: boolean
  confirmColor?: string | undefined
  cancelColor?: string | undefined
  editable?: boolean
  placeholderText?: string
}

export interface ModalAnswer {
  confirm: boolean
  cancel: boolean
  content: string | null
}

/** One question in the middle of the screen. Neither the back gesture nor a tap beside it answers it. */
export function askInModal(asked: ModalContent): Promise<ModalAnswer> {
  return new Promise((resolve) => {
    const field = draw('input', {
      'aria-label': asked.placeholderText || asked.title,
      placeholder: asked.placeholderText,
    })
    if (asked.editable === true) field.value = asked.content
    const answer = (confirm: boolean) => {
      layer.close()
      resolve({ confirm, cancel: !confirm, content: confirm && asked.editable === true ? field.value : null })
    }
    const cancel = drawButton({ class: 'phone-modal-cancel' }, () => answer(false), asked.cancelText)
    const confirm = drawButton({ class: 'phone-modal-confirm' }, () => answer(true), asked.confirmText)
    if (asked.cancelColor !== undefined) cancel.style.color = asked.cancelColor
    if (asked.confirmColor !== undefined) confirm.style.color = asked.confirmColor
    const body =
      asked.editable === true ? field : draw('div', { class: 'phone-modal-content' }, asked.content)
    const modal = draw(
      'div',
      {
        class: 'phone-modal',
        role: 'alertdialog',
        'aria-modal': 'true',
        'aria-label': asked.title || asked.content,
      },
      ...(asked.title === '' ? [] : [draw('div', { class: 'phone-modal-title' }, asked.title)]),
      ...(asked.content === '' && asked.editable !== true ? [] : [body]),
      draw('div', { class: 'phone-modal-buttons' }, ...(asked.showCancel ? [cancel] : []), confirm),
    )
    const layer = openLayer(
      'phone-modal-layer',
      () => undefined,
      draw('div', { class: 'phone-sheet-mask' }),
      modal,
    )
  })
}
