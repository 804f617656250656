import { HEARS_TAP_ATTRIBUTE } from '../../preview/screen'

/** What a person can operate, by its role. */
export const CONTROLS = [
  'button',
  'input',
  'textarea',
  'select',
  'a[href]',
  ...['button', 'link', 'tab', 'checkbox', 'radio', 'switch', 'slider', 'menuitem', 'option'].map(
    (role) => `[role="${role}"]`,
  ),
].join(', ')

/** What a person can operate, whatever it is called. */
export const TAPPABLES = `${CONTROLS}, [${HEARS_TAP_ATTRIBUTE}]`

/** What a screen reader would call it; empty when it has no name. */
export function accessibleName(element: Element): string {
  return (
    spoken(element.getAttribute('aria-label')) ||
    byReference(element) ||
    (isField(element) ? fieldName(element) : contentName(element))
  )
}

function byReference(element: Element): string {
  const ids = (element.getAttribute('aria-labelledby') ?? '').split(/\s+/).filter((id) => id !== '')
  return spoken(ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' '))
}

function isField(element: Element): element is HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement {
  return element.matches('input, textarea, select')
}

function fieldName(field: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement): string {
  const labels = [...(field.labels ?? [])].map(contentName).join(' ')
  const around = field.closest('wx-label, [aria-label]')
  const placeholder = field.getAttribute('placeholder') ?? ''
  return (
    spoken(labels) ||
    spoken(around?.getAttribute('aria-label') ?? null) ||
    (around ? contentName(around) : '') ||
    spoken(placeholder)
  )
}

/** Its words, and the names of the pictures in it. */
function contentName(element: Element): string {
  const words = element instanceof HTMLElement ? element.innerText : (element.textContent ?? '')
  const pictures = [...element.querySelectorAll('[aria-label], img[alt]')].map(
    (inner) => inner.getAttribute('aria-label') ?? inner.getAttribute('alt') ?? '',
  )
  return spoken([words, ...pictures].join(' '))
}

function spoken(text: string | null): string {
  return (text ?? '').replace(/\s+/g, ' ').trim()
}
