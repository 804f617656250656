import { assetUrl } from '../phone/assets'
import { draw } from '../phone/draw'
import type { GlassElement } from '../glass/glass-easel'
import { topPage } from '../pages/pages'
import { askOnSheet } from './sheet'
import { showToast } from './toast'

interface Card {
  title: string
  path: string
  imageUrl?: string
}

/** Asks the page for its card and shows it as WeChat does before it is sent. */
export async function sharePage(from: 'button' | 'menu', button?: GlassElement): Promise<void> {
  const page = topPage()
  const target = button === undefined ? undefined : { id: button.id, dataset: { ...button.dataset } }
  const own = (page.call('onShareAppMessage', { from, target }) ?? {}) as Partial<Card> & {
    promise?: Promise<Card>
  }
  const given = own.promise === undefined ? own : { ...own, ...(await own.promise) }
  const card: Card = { title: page.bar.title, path: `/${page.route}`, ...given }
  const drawn = draw(
    'div',
    { class: 'phone-share-card' },
    draw('strong', {}, card.title),
    draw('span', {}, card.path),
  )
  if (card.imageUrl !== undefined)
    drawn.append(draw('img', { src: assetUrl(card.imageUrl, page.route), alt: '' }))
  const sent = await askOnSheet({
    title: '发送给朋友',
    body: [drawn],
    choices: [
      { text: '发送', answer: true, kind: 'primary' },
      { text: '取消', answer: false, kind: 'cancel' },
    ],
    dismissed: false,
  })
  if (sent) showToast({ title: '已发送', icon: 'success', mask: false, durationMs: 1500 })
}
