import path from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { CallLog } from '../../local/cloud/call-log'
import { CALL_LINES } from '../../local/stage/call-news'
import { listenOnLoopback } from '../../local/stage/loopback'
import { CASHIER } from '../../local/stage/phones'
import { openStage, type Stage } from '../../local/stage/server'
import { inPageScript } from '../journeys/support/in-page-script'
import { layoutFaults } from '../journeys/support/layout-faults'
import { eventually } from '../support/eventually'
import { aCall, asked } from './a-call'
import { openWindow, type TestWindow } from './a-window'
import { plainBuild } from './plain-build'
import { plainCloud } from './plain-cloud'

const root = path.resolve(__dirname, '../..')

/** Knows how many listen to it. */
class CountingLog extends CallLog {
  listening = 0

  override onCall(listener: Parameters<CallLog['onCall']>[0]): () => void {
    const stop = super.onCall(listener)
    this.listening += 1
    return () => {
      this.listening -= 1
      stop()
    }
  }
}

let window: TestWindow
let calls: CountingLog
let stage: Stage
let page: Page
let panel: Locator
beforeAll(async () => {
  window = await openWindow()
  page = window.page
  panel = page.getByRole('region', { name: '云函数调用' })
})
afterAll(() => window.close())
beforeEach(async () => {
  calls = new CountingLog()
  stage = await openStage({
    server: await listenOnLoopback(0),
    cloud: { ...plainCloud(), calls },
    build: plainBuild(),
    nodeModulesDir: path.join(root, 'node_modules'),
    pageDir: path.join(root, 'local/stage/page'),
    dataId: 'some-data',
  })
})
afterEach(async () => {
  await window.makeAnew()
  await stage.close()
})

/** Opens the stage; from then on the page hears of calls. */
async function open(): Promise<void> {
  await page.goto(stage.url)
  await page.locator('section[data-phone="cashier"]').waitFor({ state: 'attached' })
  await page.waitForFunction(`document.querySelector('.calls[data-none], .call') !== null`)
}

const settling = (transactionId = 't') =>
  aCall({
    functionName: 'counter',
    operation: 'settle',
    caller: { openid: CASHIER.openid },
    requests: [
      asked('getDocument', { collection: 'staff' }),
      asked('startTransaction'),
      asked('modifyDocument', {
        collection: 'accounts',
        transactionId,
        outcome: 'DATABASE_TRANSACTION_CONFLICT',
      }),
      asked('startTransaction'),
      asked('commitTransaction', { transactionId }),
    ],
  })
const rows = (): Locator => panel.locator('.call')
const countTo = async (wanted: number): Promise<void> => {
  let count = -1
  await eventually(() => {
    void rows()
      .count()
      .then((now) => (count = now))
    return count === wanted
  })
  expect(count).toBe(wanted)
}

describe('the panel of calls', () => {
  it('says that there was none, and then shows each as it happens, the newest first', async () => {
    await open()
    await panel.getByText('还没有调用').waitFor()
    calls.ended(aCall())
    await panel.getByText('打开首页').waitFor()
    await panel.getByText('还没有调用').waitFor({ state: 'hidden' })
    calls.ended(aCall({ functionName: 'points-mall', operation: 'redeem', refusal: 'sold-out' }))
    await panel.getByText('已兑完').waitFor()
    expect(await rows().first().innerText()).toMatch(
      /顾客\s+兑换\s+1 次请求\s+✕ 已兑完\s+points-mall\.redeem\s+12 毫秒/,
    )
  })

  it('shows requests, conflicts, retries and a repeated delivery, and the totals since it was opened', async () => {
    await open()
    calls.ended(settling())
    calls.ended(aCall({ attempt: 3 }))
    await panel.getByText('第 3 次发送').waitFor()
    expect(await rows().nth(1).innerText()).toMatch(
      /收银员\s+结账记分\s+5 次请求\s+✓ 成功\s+counter\.settle\s+冲突 1 次\s+重试 1 次/,
    )
    expect(await panel.locator('.calls-total').innerText()).toBe('6 次请求，2 次调用')
    expect(await panel.locator('.calls-cost').innerText()).toBe('计费 5–8 次，超出套餐约 ¥0.0003–0.0004')
  })

  it('opens a line by keyboard: what was asked, in order, with what came of it', async () => {
    await open()
    calls.ended(settling())
    await rows().locator('summary').focus()
    await page.keyboard.press('Enter')
    await panel.getByText('事务冲突').waitFor()
    const lines = await panel.locator('.request').allInnerTexts()
    expect(lines.map((line) => line.replaceAll(/\s+/g, ' '))).toEqual([
      '读 staff ✓ 成功',
      '开始事务 ✓ 成功',
      '改 accounts ✕ 事务冲突',
      '开始事务 ✓ 成功',
      '提交事务 ✓ 成功',
    ])
    expect(await panel.locator('.request[data-in-transaction]').count()).toBe(4)
  })

  it('leaves a line open, and the focus on it, while more happens', async () => {
    await open()
    calls.ended(aCall({ functionName: 'points', operation: 'news' }))
    await rows().locator('summary').click()
    calls.ended(aCall({ functionName: 'points', operation: 'news' }))
    await panel.getByText('连续 2 次').waitFor()
    calls.ended(settling())
    await countTo(2)
    expect(await panel.locator('details[open]').count()).toBe(1)
    expect(await page.evaluate(`document.activeElement.innerText.includes('等新动静')`)).toBe(true)
  })

  it('shows a page that opens later what there was', async () => {
    calls.ended(aCall())
    calls.ended(settling())
    await open()
    await countTo(2)
    expect(await rows().first().innerText()).toContain('结账记分')
    expect(await panel.locator('.calls-total').innerText()).toBe('6 次请求，2 次调用')
  })

  it('shows what a caller calls things as text, whatever it is', async () => {
    await open()
    const markup = `<img src=x onerror="window.hacked = true">`
    calls.ended(
      aCall({ operation: markup, refusal: markup, requests: [asked('getDocument', { collection: markup })] }),
    )
    await countTo(1)
    await rows().locator('summary').click()
    expect(await panel.innerText()).toContain('member.<img src=x')
    expect(await panel.locator('img').count()).toBe(0)
    expect(await page.evaluate('window.hacked')).toBeUndefined()
  })

  it('stays as long as it may be, and drops the oldest', async () => {
    await open()
    for (let n = 0; n < CALL_LINES + 30; n += 1) calls.ended(aCall({ operation: `o${n}` }))
    await panel.getByText(`${CALL_LINES + 30} 次调用`).waitFor()
    await countTo(CALL_LINES)
    expect(await rows().last().innerText()).toContain('member.o30')
  })

  it('hears nothing more once the stage is closed', async () => {
    expect(calls.listening).toBe(1)
    await stage.close()
    stage = { ...stage, close: async () => {} }
    expect(calls.listening).toBe(0)
  })
})

describe('the phones', () => {
  it.each([
    [1440, 900],
    [1920, 1080],
    [1280, 720],
  ])(
    'stand at %d × %d as tall with many calls as with none, and all is on one screen',
    async (width, height) => {
      await page.setViewportSize({ width, height })
      await open()
      const seen = (): Promise<unknown> =>
        page.evaluate(`[...document.querySelectorAll('.device')].map((device) => {
        const { left, top, width, height } = device.getBoundingClientRect()
        return [left, top, width, height].map(Math.round)
      })`)
      const before = await seen()
      for (let n = 0; n < 60; n += 1) calls.ended(aCall({ operation: `o${n}` }))
      await countTo(60)
      expect(await seen()).toEqual(before)
      expect(await page.evaluate('document.documentElement.scrollHeight <= innerHeight')).toBe(true)
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    },
  )

  it('in a narrow window stand above the calls', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    calls.ended(aCall())
    await open()
    const [phones, list] = await Promise.all([page.locator('#phones').boundingBox(), panel.boundingBox()])
    expect(list?.y).toBeGreaterThanOrEqual((phones?.y ?? 0) + (phones?.height ?? 0))
  })
})

it.each(
  [
    [1440, 900],
    [1920, 1080],
    [1280, 720],
    [900, 1100],
    [390, 844],
  ].flatMap(([width, height]) =>
    (['light', 'dark'] as const).map((scheme) => [width, height, scheme] as const),
  ),
)(
  'at %d × %d, %s, calls are readable, named and on the screen; none, open and closed',
  async (width = 0, height = 0, colorScheme) => {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height })
    await open()
    await page.evaluate(inPageScript())
    const pointerTargets = { 'touch-target': 'body' }
    expect(await layoutFaults(page, pointerTargets)).toEqual([])
    calls.ended(aCall({ died: true, error: { code: 'FUNCTIONS_TIME_LIMIT_EXCEEDED', message: '' } }))
    calls.ended(
      aCall({ functionName: 'points-mall', operation: 'redemptions', refusal: 'not-a-member', attempt: 2 }),
    )
    calls.ended(aCall({ operation: 'an-operation-with-a-name-as-long-as-names-may-be' }))
    calls.ended(settling())
    await countTo(4)
    await rows().first().locator('summary').click()
    expect(await layoutFaults(page, pointerTargets)).toEqual([])
  },
)
