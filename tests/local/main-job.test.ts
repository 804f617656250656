import { loadDemoRestaurant } from '../../local/demo/demo-restaurant'
import { playMainJob } from '../../local/demo/main-job'
import { auditCloud } from '../../local/audit'
import type { LocalCloud } from '../../local/cloud/local-cloud'
import { openTestCloud } from '../support/restaurant'

let cloud: LocalCloud
beforeEach(async () => {
  cloud = await openTestCloud()
  loadDemoRestaurant(cloud)
})
afterEach(() => cloud.close())

const play = async (): Promise<string> => {
  const lines: string[] = []
  await playMainJob(cloud, (line) => lines.push(line))
  return lines.join('\n')
}

describe('the demo', () => {
  it('plays the whole story, leaves a ledger that adds up, and the clock as it was', async () => {
    const before = cloud.clock.now()
    const told = await play()
    for (const chapter of ['入会', '出示与识别', '结账', '积分商城', '核销', '流水'])
      expect(told).toContain(chapter)
    expect(told.match(/→/g)).toHaveLength(14)
    expect(told).not.toMatch(/undefined|NaN|null/)
    expect(auditCloud(cloud)).toEqual([])
    expect(cloud.clock.now()).toBe(before + 60_000)
  })

  it('goes on when the limited reward has run out', async () => {
    cloud.put('reward_stocks', { _id: 'painted-bowl', left: 0, claims: {} })
    expect(await play()).toContain('已经兑完了')
    expect(auditCloud(cloud)).toEqual([])
  })

  it('is played again beside what is there', async () => {
    await play()
    await play()
    expect(auditCloud(cloud)).toEqual([])
  })
})
