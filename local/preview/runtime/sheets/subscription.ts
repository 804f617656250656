import { appTitle } from '../pages/pages'
import { draw } from '../phone/draw'
import { askOnSheet } from './sheet'

export interface Template {
  id: string
  title: string
}

/** One template is allowed or not; of several each can be left out. */
function drawTemplate({ id, title }: Template, count: number): { row: HTMLElement; chosen: () => boolean } {
  if (count === 1) return { row: draw('div', { class: 'phone-subscription' }, title), chosen: () => true }
  const box = draw('input', { type: 'checkbox', checked: true, name: id })
  return { row: draw('label', { class: 'phone-subscription' }, title, box), chosen: () => box.checked }
}

/** WeChat's sheet about messages. Gives the ids that are allowed: none when it is closed or refused. */
export async function askForMessages(templates: Template[]): Promise<string[]> {
  const drawn = templates.map((template) => ({ ...template, ...drawTemplate(template, templates.length) }))
  const allowed = await askOnSheet({
    title: `${appTitle() || '小程序'} 申请发送一次性消息`,
    body: [draw('div', { class: 'phone-subscriptions' }, ...drawn.map(({ row }) => row))],
    choices: [
      { text: '允许', answer: true, kind: 'primary' },
      { text: '取消', answer: false, kind: 'cancel' },
    ],
    dismissed: false,
  })
  return allowed ? drawn.filter(({ chosen }) => chosen()).map(({ id }) => id) : []
}
