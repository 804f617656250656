import { rmSync } from 'node:fs'
import type { LocalCloud } from '../../local/cloud/local-cloud'
import type { Claim, Swept } from '../../storage/stocks'
import { buildStorageFunction, openStorageCloud } from '../support/storage-cloud'

const KEY = 'm1-request-1'
const claim = (id: string, at = 1_000) => ({ id, at, cause: 'redeem:m1:request-1' })

let functionsDir: string
let cloud: LocalCloud
beforeAll(async () => {
  functionsDir = await buildStorageFunction()
})
afterAll(() => rmSync(functionsDir, { recursive: true }))
beforeEach(async () => {
  cloud = await openStorageCloud(functionsDir)
  cloud.put('reward_stocks', { _id: 'bowl', left: 10, claims: {} })
})
afterEach(() => cloud.close())

const call = (name: string, ...args: unknown[]) => cloud.invoke('storage', { name, args }, { openid: 'x' })
const take = (id: string, at?: number) =>
  call('takeUnit', 'bowl', KEY, claim(id, at)) as Promise<Claim | null>
const letGo = (held: Claim | null) => call('letGo', 'bowl', KEY, held)
const stock = () => cloud.documents('reward_stocks')[0] as { left: number; claims: Record<string, Claim> }
const sweep = (before: number, seen = stock()) =>
  call('settleClaims', { _id: 'bowl', ...seen }, before) as Promise<Swept>
/** The entry of a redemption that paid with this unit. */
const paidWith = (claimId: string) =>
  cloud.put('ledger_entries', {
    _id: 'redeem:m1:request-1',
    memberId: 'm1',
    verb: 'redeem',
    points: -20,
    debt: 0,
    growth: 0,
    shortfall: 0,
    lots: [],
    seq: 1,
    at: 1_000,
    balanceAfter: 0,
    reverses: null,
    requestId: 'request-1',
    digest: '',
    subject: { type: 'redemption', claimId },
  })

describe('a unit of limited stock', () => {
  it('is taken with a claim, and back once when let go', async () => {
    const held = await take('unit-a')
    expect(stock()).toMatchObject({
      left: 9,
      claims: { [KEY]: { id: 'unit-a', cause: 'redeem:m1:request-1' } },
    })
    await letGo(held)
    expect(stock()).toMatchObject({ left: 10, claims: {} })
    await letGo(held)
    expect(stock().left).toBe(10)
  })

  it('found again by a repetition is held by both: the last to let go gives it back', async () => {
    const first = await take('unit-a')
    const second = await take('unit-b', 2_000)
    expect(second).toMatchObject({ id: 'unit-a', holders: 2 })
    expect(stock().claims[KEY]).toMatchObject({ at: 2_000 })
    await letGo(first)
    expect(stock()).toMatchObject({ left: 9, claims: { [KEY]: { holders: 1 } } })
    await letGo(second)
    expect(stock()).toMatchObject({ left: 10, claims: {} })
  })

  it('let go by many at once is back once', async () => {
    const held = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((id) => take(`unit-${id}`)))
    expect(stock().left).toBe(9)
    await Promise.all(held.map(letGo))
    expect(stock()).toMatchObject({ left: 10, claims: {} })
  })

  it('is never given back under somebody who still holds it', async () => {
    const first = await take('unit-a')
    await take('unit-b')
    await letGo(first)
    await take('unit-c')
    await letGo(first)
    expect(stock()).toMatchObject({ left: 9, claims: { [KEY]: { holders: 1 } } })
  })

  it('is not there when the shelf is empty', async () => {
    cloud.put('reward_stocks', { _id: 'bowl', left: 0, claims: {} })
    expect(await take('unit-a')).toBeNull()
    expect(stock()).toMatchObject({ left: 0, claims: {} })
  })

  it('the last one is still the one of the request that took it', async () => {
    cloud.put('reward_stocks', { _id: 'bowl', left: 1, claims: {} })
    await take('unit-a')
    expect(await take('unit-b')).toMatchObject({ id: 'unit-a' })
  })
})

describe('sweeping', () => {
  it('drops a claim that was paid, gives back one that was not', async () => {
    await take('unit-a')
    paidWith('unit-a')
    expect(await sweep(5_000)).toEqual({ dropped: 1, givenBack: 0, faults: [] })
    expect(stock()).toMatchObject({ left: 9, claims: {} })
  })

  it('gives back a second unit that a late repetition took beside the one that paid', async () => {
    paidWith('unit-a')
    await take('unit-b')
    expect(await sweep(5_000)).toEqual({ dropped: 0, givenBack: 1, faults: [] })
    expect(stock()).toMatchObject({ left: 10, claims: {} })
  })

  it('leaves a young claim alone', async () => {
    await take('unit-a', 5_000)
    expect(await sweep(5_000)).toEqual({ dropped: 0, givenBack: 0, faults: [] })
    expect(stock().left).toBe(9)
  })

  it('leaves a claim alone that a repetition took up again meanwhile', async () => {
    await take('unit-a')
    const seen = structuredClone(stock())
    await take('unit-b', 9_000)
    expect(await sweep(5_000, seen)).toEqual({ dropped: 0, givenBack: 0, faults: [] })
    expect(stock().left).toBe(9)
  })

  it('twice at once settles once', async () => {
    await take('unit-a')
    const seen = structuredClone(stock())
    const both = await Promise.all([sweep(5_000, seen), sweep(5_000, seen)])
    expect(both.map(({ givenBack }) => givenBack).sort()).toEqual([0, 1])
    expect(stock().left).toBe(10)
  })
})
