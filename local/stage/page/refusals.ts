import type { RefusableApi } from '../../cloud/openapi/refusals-on-demand'

/** What the control says when nothing is asked for. */
const USUAL = '照常'

/**
 * The control that makes one of WeChat's server APIs refuse its next call. It says what waits until that has happened,
 * whoever asked for it; the stage tells by `events`.
 */
export async function showRefusals(events: EventSource): Promise<void> {
  const api = byId('refusals-api') as HTMLSelectElement
  const code = byId('refusals-code') as HTMLSelectElement
  let apis = (await (await fetch('/refusals')).json()) as RefusableApi[]

  const show = (): void => {
    const waiting = apis.filter((one) => one.waiting !== null)
    byId('refusals-waiting').textContent =
      waiting.map((one) => `${one.title} ${one.waiting}`).join('，') || USUAL
    const chosen = apis.find(({ name }) => name === api.value) ?? apis[0]
    fill(
      api,
      apis.map(({ name, title }) => [name, title]),
      chosen?.name,
    )
    fill(
      code,
      [
        ['', USUAL],
        ...(chosen?.refusals ?? []).map(({ code, meaning }) => [String(code), `${code} ${meaning}`] as const),
      ],
      String(chosen?.waiting ?? ''),
    )
  }
  show()
  api.addEventListener('change', show)
  code.addEventListener('change', () => {
    const asked = { api: api.value, code: code.value === '' ? null : Number(code.value) }
    void fetch('/refusals', { method: 'POST', body: JSON.stringify(asked) })
  })
  events.addEventListener('refusals', ({ data }: MessageEvent<string>) => {
    apis = JSON.parse(data) as RefusableApi[]
    show()
  })
}

/** Options anew, but only when they differ: a list that is open stays open. */
function fill(
  list: HTMLSelectElement,
  options: readonly (readonly [value: string, text: string])[],
  chosen: string | undefined,
): void {
  const before = [...list.options].map(({ value, text }) => [value, text])
  if (JSON.stringify(before) !== JSON.stringify(options))
    list.replaceChildren(...options.map(([value, text]) => new Option(text, value)))
  if (chosen !== undefined) list.value = chosen
}

function byId(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (!found) throw new Error(`stage.html has no #${id}`)
  return found
}
