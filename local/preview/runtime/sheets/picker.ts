import { draw } from '../phone/draw'
import { askOnSheet } from './sheet'

/** The labels of each column. */
export type Columns = string[][]

const CHOICES = [
  { text: '确定', answer: true, kind: 'primary' as const },
  { text: '取消', answer: false, kind: 'cancel' as const },
]

function drawColumn(labels: string[], at: number, name: string): HTMLSelectElement {
  const options = labels.map((label, index) =>
    draw('option', { value: String(index), selected: index === at }, label),
  )
  return draw('select', { size: '6', 'aria-label': name }, ...options)
}

/**
 * A picker's sheet with one list per column.
 * @param columnsNow asked again after each change: a page may answer one column's change with new others.
 * @returns the chosen index of each column; undefined when it was closed.
 */
export async function askForOption(
  title: string,
  columnsNow: () => Columns,
  at: number[],
  changed: (column: number, index: number) => void,
): Promise<number[] | undefined> {
  const chosen = columnsNow().map((_, column) => at[column] ?? 0)
  const body = draw('div', { class: 'phone-picker-columns' })
  let shown = ''
  const fill = () => {
    const columns = columnsNow()
    if (JSON.stringify(columns) === shown) return
    shown = JSON.stringify(columns)
    body.replaceChildren(...columns.map((labels, column) => drawList(labels, column, columns.length)))
  }
  const drawList = (labels: string[], column: number, count: number) => {
    const name = count === 1 ? title : `${title} 第 ${column + 1} 列`
    const list = drawColumn(labels, chosen[column] ?? 0, name)
    list.addEventListener('change', () => {
      chosen[column] = Number(list.value)
      changed(column, Number(list.value))
      setTimeout(fill, 0)
    })
    return list
  }
  fill()
  const confirmed = await askOnSheet({ title, body: [body], choices: CHOICES, dismissed: false })
  return confirmed ? chosen : undefined
}

/** A date (2025-03-01), a month (2025-03) or a time (18:30) between two others. */
export async function askForDate(
  title: string,
  kind: 'date' | 'month' | 'time',
  value: string,
  start: string,
  end: string,
): Promise<string | undefined> {
  const field = draw('input', {
    class: 'phone-picker-date',
    type: kind,
    'aria-label': title,
    min: start,
    max: end,
    value,
  })
  const confirmed = await askOnSheet({ title, body: [field], choices: CHOICES, dismissed: false })
  return confirmed && field.value !== '' ? field.value : undefined
}
