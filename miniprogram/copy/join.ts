import type { Value } from '../../contract'
import { promised } from './given'
import { count } from './money'

type Scanned = Value<'attribution', 'scan'>

export const joinWords = {
  kept: '我们会保存这些信息',
  more: '完整的隐私说明',
  agree: '同意并加入',
  withPhone: '用手机号加入',
  withPhoneHint: '不留手机号也能加入，随时可用。',
  phoneRefused: '没有取得手机号。不留手机号也可以加入。',
  done: '欢迎，已经是会员了',
  start: '去首页',
  showCode: '出示会员码',
  notNoted: '这张桌码没有记上，请再扫一次。',
  already: '每次消费和兑换都会记在这里。',
}

/** What came of it: the gift, and why there was none. */
export function welcome(
  joined: { giftPoints: number; giftWithheld: string | null; phone: string },
  pointsName: string,
): string {
  const gift =
    joined.giftPoints > 0
      ? `入会礼 ${count(joined.giftPoints)} ${pointsName}已到账。`
      : joined.giftWithheld === null
        ? `下次消费就开始攒${pointsName}。`
        : '这个手机号已领过入会礼，这次不再重复发放。'
  return joined.phone === 'belongs-to-another-member' ? `${gift}手机号已绑定另一位会员，这里没有绑定。` : gift
}

/** At which table they are, and what it brings once there is a bill. */
export function atTable({ storeName, label, task }: Scanned, pointsName: string): string {
  const where = `${storeName} ${label}。`
  if (task === null || task.state === 'claimed') return `${where}${joinWords.already}`
  const brings = promised(task, pointsName)
  return task.state === 'to-claim'
    ? `${where}今天已消费，可以去“任务”领 ${brings}。`
    : `${where}今天结账后，可以去“任务”领 ${brings}。`
}
