import type { RefusableApi } from '../../cloud/openapi/refusals-on-demand'
import { ask, byId, fillOptions } from './elements'

/** What the control says when nothing is asked for. */
const USUAL = '照常'

/**
 * The control that makes one of WeChat's server APIs refuse its next call. It says what waits until that has happened,
 * whoever asked for it; the stage tells by `events`.
 */
export async function showRefusals(events: EventSource): Promise<void> {
  const api = byId<HTMLSelectElement>('refusals-api')
  const code = byId<HTMLSelectElement>('refusals-code')
  let apis = await ask<RefusableApi[]>('/refusals')

  const show = (): void => {
    const waiting = apis.filter((one) => one.waiting !== null)
    byId('refusals-waiting').textContent =
      waiting.map((one) => `${one.title} ${one.waiting}`).join('，') || USUAL
    const chosen = apis.find(({ name }) => name === api.value) ?? apis[0]
    fillOptions(
      api,
      apis.map(({ name, title }) => [name, title]),
      chosen?.name,
    )
    fillOptions(
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
    void ask('/refusals', { api: api.value, code: code.value === '' ? null : Number(code.value) })
  })
  events.addEventListener('refusals', ({ data }: MessageEvent<string>) => {
    apis = JSON.parse(data) as RefusableApi[]
    show()
  })
}
