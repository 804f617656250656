import path from 'node:path'
import { eventually } from '../support/eventually'
import { closeBrowser, openRestaurantOnScreen, type RestaurantOnScreen } from '../journeys/support/open-stage'

const fixture = { miniprogramDir: path.resolve(__dirname, '../preview/fixture') }
let restaurant: RestaurantOnScreen
beforeEach(async () => (restaurant = await openRestaurantOnScreen(fixture)))
afterAll(closeBrowser)

describe('phones on the screen', () => {
  afterEach(() => restaurant.close())

  it('are seen, tapped through their components, and typed into', async () => {
    const { diner } = restaurant
    await diner.sees('中午好，请坐', '12,345 分')
    expect(await diner.canSee('会员码')).toBe(false)
    await diner.taps('我的')
    await diner.sees('会员码')
    await diner.seesNo('中午好')
    expect(await diner.path()).toBe('pages/me/me')
    await diner.types('怎么称呼您', '小明')
    await diner.sees('小明')
    await diner.taps('首页')
    await diner.taps('去收银台')
    await diner.sees('报到', 'riverside')
    await diner.goesBack()
    await diner.sees('中午好')
  })

  it('reach the cloud as their own people, and hear when it cannot be reached', async () => {
    const { cashier, cloud } = restaurant
    await cashier.hasNetwork('offline')
    await expect(cashier.miniProgram.callWxMethod('getNetworkType', {})).resolves.toMatchObject({
      networkType: 'none',
    })
    await cashier.hasNetwork('normal')
    const call = `(async () => {
      const body = JSON.stringify({ operation: 'summary', input: {}, requestId: 'on-screen-test-0001', attempt: 1 })
      await fetch('/phone/cashier/call/points', { method: 'POST', body })
    })()`
    await cashier.page.evaluate(call)
    expect(cloud.calls.last()).toMatchObject({
      functionName: 'points',
      caller: { openid: 'demo-cashier' },
    })
  })

  it('see the codes on each other with their cameras', async () => {
    const { diner, cashier } = restaurant
    await diner.taps('我的')
    await diner.sees('会员码')
    const scanned = cashier.miniProgram.callWxMethod('scanCode', {})
    await cashier.taps('对准顾客的手机')
    expect(await scanned).toMatchObject({ result: 'HUIWEI-0001' })
  })

  it('live in the time of the cloud, and move with it', async () => {
    const { diner, cloud } = restaurant
    const phoneClock = (): Promise<number> => diner.miniProgram.evaluate(() => Date.now())
    /** Both clocks to the second, however long the phone takes to answer. */
    const agree = async (): Promise<void> => {
      const before = cloud.clock.now()
      const seen = await phoneClock()
      expect(seen).toBeGreaterThan(before - 1_000)
      expect(seen).toBeLessThan(cloud.clock.now() + 1_000)
    }
    const opened = cloud.clock.now()
    await eventually(() => cloud.clock.now() > opened)
    expect(cloud.clock.now()).toBeGreaterThan(opened)
    await agree()
    await restaurant.advance(6 * 3_600_000)
    await agree()
    await diner.startsAgain()
    await agree()
    expect(await diner.miniProgram.evaluate(() => new Date().getUTCHours())).toBe(10)
  })

  it('are photographed by the automator', async () => {
    const picture = Buffer.from((await restaurant.diner.miniProgram.screenshot()) ?? '', 'base64')
    expect(picture.subarray(1, 4).toString()).toBe('PNG')
  })

  it('are joined by a diner who never was here', async () => {
    const another = await restaurant.newDiner()
    await another.sees('中午好')
    expect(another.name).not.toBe('diner')
  })

  it('refuse what is covered, and say by what', async () => {
    const { diner } = restaurant
    void diner.miniProgram.callWxMethod('showModal', { title: '等一下', content: '先看这里' })
    await diner.sees('先看这里')
    const located = await diner.page.evaluate(`window.huiweiTestEyes.locate('去收银台')`)
    expect(located).toMatchObject({ found: false, why: expect.stringContaining('is covered by') })
    await diner.taps('确定')
    await diner.seesNo('先看这里')
  })
})

describe('closing the restaurant', () => {
  it('fails when a phone asked for something outside', async () => {
    const page = await restaurant.diner.page.context().newPage()
    await page.goto('http://restaurant.invalid/menu').catch(() => undefined)
    await page.close()
    expect(restaurant.requestsOutside()).toEqual(['http://restaurant.invalid/menu'])
    await expect(restaurant.close()).rejects.toThrow('asked for http://restaurant.invalid/menu')
  })

  it("fails when a phone's page made a mistake", async () => {
    await restaurant.diner.page.evaluate(`setTimeout(() => { throw new Error('forgotten case') }, 0)`)
    let found: string[] = []
    await eventually(() => {
      void restaurant.errors().then((errors) => (found = errors))
      return found.length > 0
    })
    await expect(restaurant.close()).rejects.toThrow('forgotten case')
  })

  it("a phone's page can ask for nothing outside in the first place", async () => {
    const blocked = await restaurant.diner.page.evaluate(`fetch('http://restaurant.invalid/').then(
      () => 'let through', (error) => error.message)`)
    expect(blocked).not.toBe('let through')
    expect(restaurant.requestsOutside()).toEqual([])
    await restaurant.close().catch(() => undefined)
  })
})
