import { draw, drawButton } from '../phone/draw'
import { openLayer } from './layer'

/** A choice of a sheet: what it says, and the answer it gives. */
export interface Choice<T> {
  text: string
  answer: T
  kind?: 'primary' | 'plain' | 'cancel'
}

interface SheetContent<T> {
  title: string
  /** Below the title, in the sheet's order; what of it can be tapped may answer, too. */
  body?: Node[] | ((answer: (value: T) => void) => Node[])
  choices: Choice<T>[]
  /** The answer to a tap beside the sheet, and to the back gesture. */
  dismissed: T
}

/** A sheet from below with one question. Resolves with the chosen answer. */
export function askOnSheet<T>({ title, body = [], choices, dismissed }: SheetContent<T>): Promise<T> {
  return new Promise((resolve) => {
    const answer = (value: T) => {
      layer.close()
      resolve(value)
    }
    const buttons = choices.map(({ text, answer: value, kind = 'plain' }) =>
      drawButton({ class: `phone-sheet-choice ${kind}` }, () => answer(value), text),
    )
    const mask = draw('div', { class: 'phone-sheet-mask' })
    mask.addEventListener('click', () => answer(dismissed))
    const sheet = draw(
      'div',
      { class: 'phone-sheet', role: 'dialog', 'aria-modal': 'true', 'aria-label': title },
      draw('div', { class: 'phone-sheet-title' }, title),
      ...(typeof body === 'function' ? body(answer) : body),
      ...buttons,
    )
    const layer = openLayer('phone-sheet-layer', () => answer(dismissed), mask, sheet)
  })
}
