import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { build } from 'esbuild'
import { openLocalCloud, type LocalCloud } from '../../local/cloud/local-cloud'
import type { Claim, Swept } from '../../storage/stocks'

const root = path.resolve(__dirname, '../..')
const KEY = 'm1-request-1'
const claim = (id: string, at = 1_000): Claim => ({ id, at, cause: 'redeem:m1:request-1' })

let functionsDir: string
let cloud: LocalCloud
beforeAll(async () => {
  functionsDir = mkdtempSync(path.join(tmpdir(), 'huiwei-storage-'))
  const folder = path.join(functionsDir, 'storage')
  mkdirSync(folder)
  await build({
    entryPoints: [path.join(root, 'tests/support/storage-function.ts')],
    outfile: path.join(folder, 'index.js'),
    bundle: true,
    platform: 'node',
    target: 'node20',
  })
  writeFileSync(path.join(folder, 'config.json'), '{}')
})
afterAll(() => rmSync(functionsDir, { recursive: true }))
beforeEach(async () => {
  cloud = await openLocalCloud({
    dataDir: null,
    functionsDir,
    rulesDir: path.join(root, 'database-rules'),
    instances: 'in-process',
    environment: {},
    functionLimits: {},
  })
  cloud.put('reward_stocks', { _id: 'bowl', left: 10, claims: {} })
})
afterEach(() => cloud.close())

const call = (name: string, ...args: unknown[]) => cloud.invoke('storage', { name, args }, { openid: 'x' })
const take = (id: string, at?: number) =>
  call('takeUnit', 'bowl', KEY, claim(id, at)) as Promise<Claim | null>
const giveBack = (held: Claim) => call('giveUnitBack', 'bowl', KEY, held)
const stock = () => cloud.documents('reward_stocks')[0] as { left: number; claims: Record<string, Claim> }
const sweep = (before: number, seen = stock()) =>
  call('settleClaims', { _id: 'bowl', ...seen }, before) as Promise<Swept>
/** The entry of a redemption that paid with this unit. */
const paidWith = (claimId: string) =>
  cloud.put('ledger_entries', {
    _id: 'redeem:m1:request-1',
    memberId: 'm1',
    seq: 1,
    subject: { type: 'redemption', claimId },
  })

describe('a unit of limited stock', () => {
  it('is taken with a claim, and back when given back', async () => {
    const held = await take('unit-a')
    expect(stock()).toMatchObject({
      left: 9,
      claims: { [KEY]: { id: 'unit-a', cause: 'redeem:m1:request-1' } },
    })
    await giveBack(held as Claim)
    expect(stock()).toMatchObject({ left: 10, claims: {} })
    await giveBack(held as Claim)
    expect(stock().left).toBe(10)
  })

  it('found again by a repetition is shared: neither of the two may give it back', async () => {
    const first = await take('unit-a')
    const second = await take('unit-b', 2_000)
    expect(second).toMatchObject({ id: 'unit-a', at: 2_000, shared: true })
    await giveBack(first as Claim)
    await giveBack(second as Claim)
    expect(stock()).toMatchObject({ left: 9, claims: { [KEY]: { shared: true } } })
  })

  it('is found by a third and a fourth repetition in the same millisecond', async () => {
    await take('unit-a')
    for (const id of ['unit-b', 'unit-c']) expect(await take(id)).toMatchObject({ id: 'unit-a' })
    expect(stock().left).toBe(9)
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
    expect(await sweep(5_000)).toEqual({ dropped: 1, givenBack: 0 })
    expect(stock()).toMatchObject({ left: 9, claims: {} })
  })

  it('gives back a second unit that a late repetition took beside the one that paid', async () => {
    paidWith('unit-a')
    await take('unit-b')
    expect(await sweep(5_000)).toEqual({ dropped: 0, givenBack: 1 })
    expect(stock()).toMatchObject({ left: 10, claims: {} })
  })

  it('leaves a young claim alone', async () => {
    await take('unit-a', 5_000)
    expect(await sweep(5_000)).toEqual({ dropped: 0, givenBack: 0 })
    expect(stock().left).toBe(9)
  })

  it('leaves a claim alone that a repetition took up again meanwhile', async () => {
    await take('unit-a')
    const seen = structuredClone(stock())
    await take('unit-b', 9_000)
    expect(await sweep(5_000, seen)).toEqual({ dropped: 0, givenBack: 0 })
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
