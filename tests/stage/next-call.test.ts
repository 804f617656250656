import type { LocalCloud } from '../../local/cloud/local-cloud'
import { loadDemoRestaurant } from '../../local/demo/demo-restaurant'
import { callFunction } from '../../local/stage/cloud-calls'
import { NextCalls } from '../../local/stage/next-call'
import { CASHIER, DINER, type StagePhone } from '../../local/stage/phones'
import { openTestCloud } from '../support/restaurant'

let cloud: LocalCloud
let calls: NextCalls
let waiting: string[][]
beforeEach(async () => {
  cloud = await openTestCloud()
  loadDemoRestaurant(cloud)
  waiting = []
  calls = new NextCalls(cloud.faults, (phones) => waiting.push(phones))
})
afterEach(() => cloud.close())

const opensHome = (phone: StagePhone) => {
  const body = { operation: 'home', input: {}, requestId: 'next-call-test-0001', attempt: 1 }
  return calls.carry(phone, () => callFunction(cloud, phone, 'member', Buffer.from(JSON.stringify(body))))
}

it('the next call of a phone breaks, and only that one', async () => {
  calls.breakNext(DINER, true)
  expect(await opensHome(CASHIER)).toMatchObject({ result: { ok: true } })
  expect(await opensHome(DINER)).toMatchObject({ errMsg: expect.stringContaining('error code -504002') })
  expect(await opensHome(DINER)).toMatchObject({ result: { ok: true } })
  expect(waiting).toEqual([['diner'], []])
})

it('that is taken back before it comes', async () => {
  calls.breakNext(DINER, true)
  calls.breakNext(DINER, false)
  expect(calls.all()).toEqual([])
  expect(await opensHome(DINER)).toMatchObject({ result: { ok: true } })
})
