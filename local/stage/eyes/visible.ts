/** Whether an element is drawn at all: not hidden, not transparent, not of no size. */
export function isDrawn(element: Element): boolean {
  if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false
  const { width, height } = element.getBoundingClientRect()
  return width > 0 && height > 0
}

/** Whether it lies beside the screen, where no scrolling of the page brings it: a closed drawer, another slide. */
export function isBeside(element: Element): boolean {
  const { left, right } = element.getBoundingClientRect()
  return right <= 1 || left >= document.documentElement.clientWidth - 1
}

export function textOf(element: Element): string {
  return withoutSpaces(element instanceof HTMLElement ? element.innerText : (element.textContent ?? ''))
}

/** Chinese is written without spaces; those between numbers and units, and between elements, are looks. */
export function withoutSpaces(text: string): string {
  return text.replace(/\s+/g, '')
}

/** `button.primary "加入会员"`: enough to find it in the source. */
export function describe(element: Element): string {
  const tag = element.tagName.toLowerCase().replace(/^wx-/, '')
  const classes = [...element.classList].slice(0, 3).map((name) => `.${name}`)
  const id = element.id ? `#${element.id}` : ''
  const words = (element.getAttribute('aria-label') ?? textOf(element)).slice(0, 24)
  return `${tag}${id}${classes.join('')}${words ? ` "${words}"` : ''}`
}

/** The element and those it stands in, from the inside out. */
export function withAncestors(element: Element): Element[] {
  const all: Element[] = []
  for (let at: Element | null = element; at; at = at.parentElement) all.push(at)
  return all
}
