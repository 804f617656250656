import { demoProgramme } from '../../demo/demo-programme'
import type { SceneActors } from './prepare'
import type { ScenePages } from './scene-ready'

/** A situation worth looking at, and how it comes about: through the functions, as a diner who never was here. */
export interface Scene {
  /** In addresses: `/?scene=to-serve`. */
  name: string
  title: string
  happens(actors: SceneActors): Promise<ScenePages>
}

const home: ScenePages = { diner: 'pages/home/home', cashier: 'counter/pages/start/start' }

export const scenes: readonly Scene[] = [
  {
    name: 'newcomer',
    title: '刚入会',
    async happens({ joins }) {
      await joins('')
      return home
    },
  },
  {
    name: 'from-table',
    title: '扫 8 号桌的桌码进来',
    async happens() {
      return { ...home, diner: 'pages/join/join?scene=p%3Driverside-8' }
    },
  },
  {
    name: 'nearly',
    title: '差 10 分换卤蛋',
    async happens({ joins, pays }) {
      await joins('王小明')
      await pays(20)
      return home
    },
  },
  {
    name: 'to-serve',
    title: '拿着兑换码来领',
    async happens({ joins, pays, redeems }) {
      await joins('王小明')
      await pays(56)
      const id = await redeems('plum-juice')
      return { ...home, diner: `pages/redemption/redemption?id=${id}` }
    },
  },
  {
    name: 'to-review',
    title: '刚吃完，可以写评价、交照片',
    async happens({ joins, pays }) {
      await joins('王小明')
      await pays(56)
      return { ...home, diner: 'pages/tasks/tasks' }
    },
  },
  {
    name: 'with-voucher',
    title: '拿着券来结账',
    async happens({ joins, pays, takesVoucher }) {
      await joins('王小明')
      await pays(500)
      await takesVoucher('ten-off')
      return { ...home, diner: 'pages/vouchers/vouchers' }
    },
  },
  {
    name: 'upgraded',
    title: '刚升银卡，有礼可领',
    async happens({ joins, pays }) {
      await joins('王小明')
      await pays(520)
      return { ...home, diner: 'pages/tier/tier' }
    },
  },
  {
    name: 'regular',
    title: '老顾客的明细',
    async happens({ joins, pays, voids, redeems }) {
      await joins('陈阿姨')
      await pays(128)
      await voids(await pays(560))
      await redeems('braised-egg')
      await pays(56)
      return { ...home, diner: 'pages/history/history' }
    },
  },
  {
    name: 'rich',
    title: '九万九千多分',
    async happens({ joins, pays }) {
      await joins('欧阳老板')
      await pays(99_999 - demoProgramme.joining.giftPoints)
      return home
    },
  },
  {
    name: 'long-name',
    title: '名字很长',
    async happens({ joins, pays }) {
      await joins('欧阳司徒上官夏侯诸葛闻人东方赫连皇甫尉迟')
      await pays(72)
      return { ...home, diner: 'pages/me/me' }
    },
  },
]
