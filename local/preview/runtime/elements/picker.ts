import { askForDate, askForOption, type Columns } from '../sheets/picker'
import type { ElementKind, Host } from './element'

type Answer = string | number[] | undefined

function labelsOf(column: unknown, key: string): string[] {
  return (Array.isArray(column) ? column : []).map((item: unknown) =>
    String(
      key !== '' && typeof item === 'object' && item !== null ? (item as Record<string, unknown>)[key] : item,
    ),
  )
}

async function ask(host: Host): Promise<Answer> {
  const title = host.text('headerText') || host.text('ariaLabel') || '请选择'
  const mode = host.text('mode')
  if (mode === 'selector') {
    const columns = (): Columns => [labelsOf(host.raw('range'), host.text('rangeKey'))]
    const chosen = await askForOption(title, columns, [host.number('value') || 0], () => undefined)
    return chosen === undefined ? undefined : String(chosen[0] ?? 0)
  }
  if (mode === 'multiSelector') {
    const columns = (): Columns =>
      (host.raw('range') as unknown[]).map((column) => labelsOf(column, host.text('rangeKey')))
    const value = host.raw('value')
    const at = Array.isArray(value) ? value.map(Number) : []
    return askForOption(title, columns, at, (column, index) =>
      host.fire('columnchange', { column, value: index }),
    )
  }
  if (mode === 'date' || mode === 'time') {
    const fields = host.text('fields') || 'day'
    if (mode === 'date' && fields !== 'day' && fields !== 'month') {
      throw new Error(`picker fields ${fields} is not supported by the preview`)
    }
    const kind = mode === 'time' ? 'time' : fields === 'month' ? 'month' : 'date'
    return askForDate(title, kind, host.text('value'), host.text('start'), host.text('end'))
  }
  throw new Error(`picker mode ${mode} is not supported by the preview`)
}

export const picker: ElementKind = {
  name: 'picker',
  properties: {
    mode: { type: String, value: 'selector' },
    range: { type: null, value: [] },
    rangeKey: String,
    value: null,
    start: String,
    end: String,
    fields: { type: String, value: 'day' },
    disabled: null,
    headerText: String,
    name: String,
  },
  create: (host) => {
    host.on('tap', () => {
      if (host.flag('disabled')) return
      void ask(host).then((value) => {
        if (value === undefined) return host.fire('cancel')
        host.glass.setData({ value })
        host.fire('change', { value })
      })
    })
    return {
      attached: () => {
        if (host.text('ariaRole') === '') host.node.setAttribute('role', 'button')
        host.node.tabIndex = 0
      },
      formValue: () => host.raw('value'),
    }
  },
}
