/** An element of stage.html by its id. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id)
  if (!found) throw new Error(`stage.html has no #${id}`)
  return found as T
}

/** The first such element inside another. */
export function part<T extends HTMLElement = HTMLElement>(within: ParentNode, selector: string): T {
  const found = within.querySelector<T>(selector)
  if (!found) throw new Error(`stage.html has no ${selector} where it should be`)
  return found
}

/** A new element. What it says is text, never HTML. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className = '',
  text = '',
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag)
  if (className !== '') made.className = className
  made.textContent = text
  return made
}

/** Options anew, but only when they differ: a list that is open stays open. */
export function fillOptions(
  list: HTMLSelectElement,
  options: readonly (readonly [value: string, text: string])[],
  chosen: string | undefined,
): void {
  const before = [...list.options].map(({ value, text }) => [value, text])
  if (JSON.stringify(before) !== JSON.stringify(options))
    list.replaceChildren(...options.map(([value, text]) => new Option(text, value)))
  if (chosen !== undefined) list.value = chosen
}

/** Asks the stage's server. */
export async function ask<T>(path: string, body?: unknown): Promise<T> {
  const reply = await fetch(path, body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) })
  if (!reply.ok) throw new Error(`the stage answered ${path} with ${reply.status}: ${await reply.text()}`)
  return (await reply.json()) as T
}
