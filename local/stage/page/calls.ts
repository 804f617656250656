import {
  CALL_LINES,
  type CallLine,
  type CallNews,
  type CallsSoFar,
  type CallTotals,
  type RequestLine,
  type Tone,
} from '../call-news'
import { make, part } from './elements'

/** The signs of the three tones: colour alone tells nobody. */
const signs: Record<Tone, string> = { done: '✓', refused: '✕', broken: '!' }

/** The latest calls of functions, newest first. Everything in it is set as text. */
export class CallsPanel {
  private readonly list: HTMLElement
  private readonly rows = new Map<number, CallRow>()

  constructor(private readonly section: HTMLElement) {
    this.list = part(section, '.calls-list')
  }

  /** Shows these and no others. */
  show(so: CallsSoFar): void {
    this.rows.clear()
    this.list.replaceChildren()
    for (const line of [...so.lines].reverse()) this.put(line)
    this.count(so)
  }

  add(news: CallNews): void {
    this.put(news.line)
    this.count(news)
  }

  private put(line: CallLine): void {
    const known = this.rows.get(line.id)
    if (known) return known.tell(line)
    const row = new CallRow(line)
    this.rows.set(line.id, row)
    this.list.prepend(row.element)
    for (const [id, oldest] of this.rows) {
      if (this.rows.size <= CALL_LINES) break
      oldest.element.remove()
      this.rows.delete(id)
    }
  }

  private count({ calls, databaseRequests, cost: { meteredCalls, yuan } }: CallTotals): void {
    part(this.section, '.requests').textContent = databaseRequests.toLocaleString('zh-CN')
    part(this.section, '.count').textContent = calls.toLocaleString('zh-CN')
    part(this.section, '.calls-cost').textContent =
      `计费 ${span(meteredCalls.without, meteredCalls.with)} 次，超出套餐约 ¥${span(yuan.without, yuan.with)}`
    this.section.toggleAttribute('data-none', this.rows.size === 0)
  }
}

/** One call; opened, it lists what was asked of the cloud. */
class CallRow {
  readonly element = make('li', 'call')
  private readonly summary = make('summary')
  private readonly requests = make('ol', 'call-requests')

  constructor(line: CallLine) {
    const details = make('details')
    details.append(this.summary, this.requests)
    this.element.append(details)
    this.tell(line)
  }

  /** What the line says now; whether it is open, and focused, stays. */
  tell(line: CallLine): void {
    this.element.dataset.tone = line.tone
    const { who, name, operation, outcome, tone, milliseconds, databaseRequests } = line
    const asked = make('span', 'call-asked')
    asked.append(make('b', '', String(databaseRequests)), ' 次请求')
    const what = make('span', 'call-what')
    what.append(make('span', 'call-outcome', `${signs[tone]} ${outcome}`))
    if (name !== null) what.append(make('code', '', operation))
    const marks = make('span', 'call-marks')
    marks.append(...marksOf(line).map((mark) => make('span', '', mark)))
    what.append(marks)
    this.summary.replaceChildren(
      make('span', 'call-who', who),
      name === null ? make('code', 'call-name', operation) : make('span', 'call-name', name),
      asked,
      what,
      make('span', 'call-ms', `${milliseconds} 毫秒`),
    )
    this.requests.replaceChildren(
      ...(line.requests.length === 0
        ? [make('li', 'call-more', '没有问云里任何东西')]
        : line.requests.map(requestRow)),
      ...(line.more === 0 ? [] : [make('li', 'call-more', `还有 ${line.more} 次没有列出`)]),
    )
  }
}

/** `5–7`: from the lesser to the greater of two countings; one figure when they agree. */
const span = (less: number | string, more: number | string): string =>
  less === more ? String(less) : `${less}–${more}`

/** What is out of the ordinary, in a word each. */
function marksOf({ times, delivery, conflicts, retries }: CallLine): string[] {
  return [
    ...(times > 1 ? [`连续 ${times} 次`] : []),
    ...(delivery > 1 ? [`第 ${delivery} 次发送`] : []),
    ...(conflicts > 0 ? [`冲突 ${conflicts} 次`] : []),
    ...(retries > 0 ? [`重试 ${retries} 次`] : []),
  ]
}

function requestRow({ what, collection, outcome, tone, inTransaction }: RequestLine): HTMLElement {
  const row = make('li', 'request')
  row.dataset.tone = tone
  row.toggleAttribute('data-in-transaction', inTransaction)
  const asked = make('span', '', what)
  if (collection !== null) asked.append(' ', make('code', '', collection))
  row.append(asked, make('span', 'request-outcome', `${signs[tone]} ${outcome}`))
  return row
}
