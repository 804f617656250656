import type { Part } from '../../phone-on-stage'

/**
 * A thing by its name: how what a screen reader says of it, or its text, begins. With `when`, only while something of
 * exactly that name is on the screen as well.
 */
export type Pointed = string | { name: string; when: string }

/** One step of the tour: on whose phone, what to do there, and what shows that it was done. */
export interface Step {
  on: Part
  title: string
  text: string
  /** Things to point at; the first that is on the screen is meant. */
  pointAt: readonly Pointed[]
  /** The call that does it, once it has succeeded; or a thing that leaves the screen. */
  doneBy: { call: string } | { gone: string }
}

/** The main job, for somebody who has never seen it. */
export const steps: readonly Step[] = [
  {
    on: 'diner',
    title: '加入会员',
    text: '一位新顾客坐下来，扫了桌上的码。点“加入会员”，看看会留下什么，再点“同意并加入”：一步，不用填表。',
    pointAt: ['同意并加入', '加入会员'],
    doneBy: { call: 'member.join' },
  },
  {
    on: 'diner',
    title: '亮出会员码',
    text: '结账时亮出会员码。它一分钟换一次，用过就作废，截图没有用。',
    pointAt: ['出示会员码', '会员码'],
    doneBy: { call: 'member.showCode' },
  },
  {
    on: 'cashier',
    title: '收银员扫码',
    text: '点“扫顾客的码”，再对准顾客的手机。收银员只看到打码的姓名和尾号。',
    pointAt: ['对准顾客', '扫顾客的码'],
    doneBy: { call: 'counter.identify' },
  },
  {
    on: 'cashier',
    title: '输入金额',
    text: '这桌吃了 56 元。按 5、6，再点“记账”。全程只打这几个字。',
    pointAt: ['记账 ¥56', { name: '6', when: '记账 ¥5' }, '记账 ¥', '5'],
    doneBy: { call: 'counter.settle' },
  },
  {
    on: 'diner',
    title: '积分当场到账',
    text: '两部手机同时说清楚：得了多少、为什么、离下一个兑换品还差多少。看完点“好的”。',
    pointAt: ['好的'],
    doneBy: { gone: '好的' },
  },
  {
    on: 'diner',
    title: '换一杯酸梅汤',
    text: '到商城选“一杯酸梅汤”，用 50 分兑换。换之前就看得到剩多少、在哪领、到哪天。',
    pointAt: ['用 50 ', '一杯酸梅汤', '商城'],
    doneBy: { call: 'points-mall.redeem' },
  },
  {
    on: 'cashier',
    title: '收银员核销',
    text: '点“下一位”，对准顾客手机上的兑换码。端上酸梅汤，几分钟内还能撤销。',
    pointAt: ['对准顾客', '下一位', '扫顾客的码', '回收银台'],
    doneBy: { call: 'counter.fulfil' },
  },
  {
    on: 'diner',
    title: '每一分都说得清',
    text: '回到首页，点“明细”。每一笔都写着从哪来、到哪去，点开能看到算法。',
    pointAt: ['明细', '首页', '返回'],
    doneBy: { call: 'points.summary' },
  },
]
