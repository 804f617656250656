import { topPage } from '../pages/pages'
import { messagesAreOff, turnMessages } from '../phone/subscriptions'
import { askOnSheet } from './sheet'
import { sharePage } from './share'

/** Behind the capsule's three dots. */
export async function askPageMenu(): Promise<void> {
  const page = topPage()
  const share = page.has('onShareAppMessage') ? [{ text: '转发给朋友', answer: 'share' as const }] : []
  const off = messagesAreOff()
  const messages = { text: off ? '打开订阅消息' : '关闭订阅消息', answer: 'messages' as const }
  const chosen = await askOnSheet<'share' | 'messages' | undefined>({
    title: share.length === 0 ? '当前页面不可转发' : page.bar.title,
    choices: [...share, messages, { text: '取消', answer: undefined, kind: 'cancel' }],
    dismissed: undefined,
  })
  if (chosen === 'share') await sharePage('menu')
  if (chosen === 'messages') turnMessages(off)
}

export const openPageMenu = (): void => void askPageMenu()
