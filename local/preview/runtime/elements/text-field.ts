import { classNamesFor } from '../glass/class-names'
import { toBrowserUnits } from '../../units'
import { draw } from '../phone/draw'
import type { Behaviour, ElementKind, Host } from './element'

const KEYBOARDS: Record<string, 'text' | 'numeric' | 'decimal'> = {
  text: 'text',
  number: 'numeric',
  digit: 'decimal',
  idcard: 'text',
  nickname: 'text',
}

type Field = HTMLInputElement | HTMLTextAreaElement

/** What a phone's keyboard for this type can write at all. */
function writable(type: string, text: string): string {
  if (type === 'number') return text.replace(/\D/g, '')
  if (type === 'digit') return text.replace(/[^\d.]/g, '')
  if (type === 'idcard') return text.replace(/[^\dXx]/g, '')
  return text
}

function createTextField(host: Host, field: Field): Behaviour {
  const placeholder = draw('span', { class: 'phone-placeholder', 'aria-hidden': 'true' })
  const type = () => host.text('type') || 'text'
  let valueBefore = ''

  const showPlaceholder = () => {
    placeholder.hidden = field.value !== ''
  }
  const drawPlaceholder = () => {
    placeholder.textContent = host.text('placeholder')
    placeholder.className = [
      'phone-placeholder',
      ...classNamesFor(host.glass, host.text('placeholderClass')),
    ].join(' ')
    placeholder.setAttribute('style', toBrowserUnits(host.text('placeholderStyle')))
    name()
  }
  const name = () => field.setAttribute('aria-label', host.text('ariaLabel') || host.text('placeholder'))
  const write = () => {
    const value = host.text('value')
    if (field.value !== value) field.value = value
    valueBefore = field.value
    showPlaceholder()
    grow()
  }
  const limit = () => {
    const most = host.number('maxlength')
    if (most >= 0) field.maxLength = most
    else field.removeAttribute('maxlength')
  }
  const grow = () => {
    if (!host.flag('autoHeight')) return
    field.style.height = 'auto'
    host.node.style.height = 'auto'
    field.style.height = `${field.scrollHeight}px`
  }
  const focus = () => {
    if (host.flag('focus') || host.flag('autoFocus')) setTimeout(() => field.focus(), 0)
    else if (document.activeElement === field) field.blur()
  }
  const keyboard = () => {
    const mode = KEYBOARDS[type()]
    if (mode === undefined) throw new Error(`input type ${type()} is not supported by the preview`)
    field.inputMode = mode
    if (field instanceof HTMLInputElement) field.type = host.flag('password') ? 'password' : 'text'
  }

  field.addEventListener('input', (event) => {
    event.stopPropagation()
    const kept = writable(type(), field.value)
    if (kept !== field.value) field.value = kept
    showPlaceholder()
    grow()
    if (field.value === valueBefore) return
    valueBefore = field.value
    // The property follows what was typed, so that setting the same value again is no change.
    host.glass.setData({ value: field.value })
    host.fire('input', { value: field.value, cursor: field.selectionStart ?? field.value.length, keyCode: 0 })
  })
  field.addEventListener('change', (event) => event.stopPropagation())
  field.addEventListener('focus', () => host.fire('focus', { value: field.value, height: 0 }))
  field.addEventListener('blur', () => {
    host.fire('blur', { value: field.value, cursor: field.selectionStart ?? field.value.length })
  })
  field.addEventListener('keydown', (event) => {
    const enter = event as KeyboardEvent
    if (enter.key !== 'Enter' || enter.isComposing || field instanceof HTMLTextAreaElement) return
    host.fire('confirm', { value: field.value })
    if (!host.flag('confirmHold')) field.blur()
  })

  return {
    changed: {
      value: write,
      type: keyboard,
      password: keyboard,
      maxlength: limit,
      placeholder: drawPlaceholder,
      placeholderClass: drawPlaceholder,
      placeholderStyle: drawPlaceholder,
      ariaLabel: name,
      disabled: () => {
        field.disabled = host.flag('disabled')
      },
      focus,
      autoHeight: grow,
      confirmType: () => {
        field.enterKeyHint = host.text('confirmType')
      },
    },
    attached: () => {
      host.node.prepend(field, placeholder)
      // The field inside carries the name and the role.
      host.node.removeAttribute('aria-label')
      keyboard()
      limit()
      drawPlaceholder()
      write()
      if (host.flag('focus') || host.flag('autoFocus')) focus()
    },
    formValue: () => field.value,
    formReset: () => {
      host.glass.setData({ value: '' })
      write()
    },
    labelTap: () => field.focus(),
    type: (text) => {
      field.focus()
      const most = field.maxLength
      field.value = most >= 0 ? text.slice(0, most) : text
      field.dispatchEvent(new Event('input', { bubbles: true }))
    },
  }
}

const properties = {
  value: null,
  type: { type: String, value: 'text' },
  password: null,
  placeholder: String,
  placeholderStyle: String,
  placeholderClass: { type: String, value: 'input-placeholder' },
  disabled: null,
  maxlength: { type: Number, value: 140 },
  focus: null,
  autoFocus: null,
  confirmType: String,
  confirmHold: null,
  name: String,
  autoHeight: null,
  // Below: about keyboards a browser does not show. Taken, without effect.
  cursor: null,
  cursorSpacing: null,
  cursorColor: null,
  selectionStart: null,
  selectionEnd: null,
  adjustPosition: null,
  holdKeyboard: null,
  alwaysEmbed: null,
  showConfirmBar: null,
  disableDefaultPadding: null,
  adjustKeyboardTo: null,
  fixed: null,
  alwaysSystem: null,
  safePasswordCertPath: null,
  safePasswordLength: null,
  safePasswordTimeStamp: null,
  safePasswordNonce: null,
  safePasswordSalt: null,
  safePasswordCustomHash: null,
}

export const textFields: ElementKind[] = [
  {
    name: 'input',
    properties,
    create: (host) => createTextField(host, draw('input', { autocomplete: 'off' })),
  },
  { name: 'textarea', properties, create: (host) => createTextField(host, draw('textarea', {})) },
]
