import { topPage } from '../pages/pages'
import { askOnSheet } from './sheet'
import { sharePage } from './share'

/** Behind the capsule's three dots. */
export async function askPageMenu(): Promise<void> {
  const page = topPage()
  const share = page.has('onShareAppMessage') ? [{ text: '转发给朋友', answer: 'share' as const }] : []
  const chosen = await askOnSheet<'share' | undefined>({
    title: share.length === 0 ? '当前页面不可转发' : page.bar.title,
    choices: [...share, { text: '取消', answer: undefined, kind: 'cancel' }],
    dismissed: undefined,
  })
  if (chosen === 'share') await sharePage('menu')
}

export const openPageMenu = (): void => void askPageMenu()
