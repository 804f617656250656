import { day } from './dates'

export const meWords = {
  noName: '还没有称呼',
  editName: '改称呼',
  nameTitle: '怎么称呼您',
  nameHint: '最多二十个字，留空就是不留称呼',
  save: '保存',
  memberNumber: '会员号',
  phone: '手机号',
  addPhone: '补上手机号',
  phoneRefused: '没有取得手机号，想好了随时可以补上。',
  redemptions: '我的兑换',
  vouchers: '我的券',
  tier: '会员等级',
  privacy: '隐私说明',
  counter: '收银台',
  guest: '还不是会员',
  guestWhy: '加入后，每次消费和兑换都记在这里。',
  join: '加入会员',
}

const roles = { cashier: '收银员', manager: '店长', owner: '老板' }

/** `小林 · 收银员 · 滨江店`. */
export function staffLine(staff: { name: string; role: keyof typeof roles; storeNames: string[] }): string {
  return [
    staff.name,
    roles[staff.role],
    ...(staff.storeNames.length > 0 ? [staff.storeNames.join('、')] : []),
  ].join(' · ')
}

/** `今天加入`. */
export const joinedLine = (at: number, now: number): string => `${day(at, now)}加入`

export const roleName = (role: keyof typeof roles): string => roles[role]
