import { MESSAGE_LINES, type MessageLine } from '../message-news'
import { byId, make, part } from './elements'
import { dayOf, timeOf } from './restaurant-time'

/** What would have gone out to phones, newest first: to whom, why, and why not. */
export class MessagesPanel {
  private readonly panel = byId('messages')
  private readonly list = part(this.panel, 'ol')
  private readonly count = part(byId('messages-tab'), '.count')

  /** Shows these and no others; the newest comes first. */
  show(lines: readonly MessageLine[]): void {
    this.list.replaceChildren(...lines.map(row))
    this.tell()
  }

  add(line: MessageLine): void {
    this.list.prepend(row(line))
    while (this.list.children.length > MESSAGE_LINES) this.list.lastElementChild?.remove()
    this.tell()
  }

  private tell(): void {
    const many = this.list.children.length
    this.count.textContent = many === 0 ? '' : String(many)
    this.panel.toggleAttribute('data-none', many === 0)
  }
}

function row({ to, why, template, text, page, at, refused }: MessageLine): HTMLElement {
  const item = make('li', 'message')
  item.dataset.tone = refused === null ? 'done' : 'refused'
  const head = make('p', 'message-head')
  head.append(make('b', '', to), ` ${template}`, make('span', 'message-at', `${dayOf(at)} ${timeOf(at)}`))
  item.append(head, ...text.map((one) => make('p', 'message-text', one)))
  item.append(make('p', 'message-why', `因为：${why}${page === null ? '' : `，点开到 ${page}`}`))
  item.append(make('p', 'message-outcome', refused === null ? '✓ 已发出' : `✕ 没有发出：${refused}`))
  return item
}
