type Attributes = Record<string, string | boolean | undefined>

/** Builds what the phone itself draws. `false` and `undefined` leave an attribute out; children are never HTML. */
export function draw<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue
    element.setAttribute(name, value === true ? '' : value)
  }
  element.append(...children)
  return element
}

/** A button of the phone's own: sheets, bars. */
export function drawButton(
  attributes: Attributes,
  onTap: () => void,
  ...children: (Node | string)[]
): HTMLButtonElement {
  const button = draw('button', { type: 'button', ...attributes }, ...children)
  button.addEventListener('click', onTap)
  return button
}
