import { auditCloud } from '../../local/audit'
import type { LocalCloud } from '../../local/cloud/local-cloud'
import { loadDemoRestaurant } from '../../local/demo/demo-restaurant'
import { DemoPhone } from '../../local/demo/phone'
import { miniProgramPages } from '../../local/mini-program-pages'
import { CASHIER, DINER, Phones } from '../../local/stage/phones'
import { prepareScene } from '../../local/stage/scenes/prepare'
import { scenes } from '../../local/stage/scenes/scenes'
import { openTestCloud } from '../support/restaurant'

let cloud: LocalCloud
beforeAll(async () => {
  cloud = await openTestCloud()
  loadDemoRestaurant(cloud)
})
afterAll(() => cloud.close())

/** What a new diner has when the scene is ready; null for who has not joined yet. */
const balances: Record<string, number | null> = {
  newcomer: 50,
  'from-table': null,
  nearly: 70,
  'to-serve': 56,
  'to-review': 106,
  'with-voucher': 50,
  upgraded: 570,
  regular: 154,
  rich: 99_999,
  'long-name': 122,
}

it('every scene is held to what it promises', () => {
  expect(Object.keys(balances)).toEqual(scenes.map(({ name }) => name))
})

describe.each(scenes)('the scene “$title”', (scene) => {
  it('comes about for somebody who never was here, again and again, and leaves the ledger in order', async () => {
    const phones = new Phones([DINER, CASHIER])
    for (const diner of [phones.addDiner(), phones.addDiner()]) {
      const pages = await prepareScene(cloud, scene, diner)
      const { member } = await new DemoPhone(cloud, diner.openid).must('member', 'home', {})
      expect(member?.spendable ?? null).toBe(balances[scene.name])
      const opened = [pages.diner, pages.cashier].flatMap((page) => (page ? [page.split('?')[0]] : []))
      expect(opened.filter((page) => !miniProgramPages.includes(page ?? ''))).toEqual([])
    }
    expect(auditCloud(cloud)).toEqual([])
  })
})
