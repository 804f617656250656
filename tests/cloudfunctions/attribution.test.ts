import { taskPresets } from '../../domain/programme/task-presets'
import { withTiers } from '../support/programmes'
import { openRestaurant, type Phone, type Restaurant } from '../support/restaurant'

const riverside = { storeId: 'riverside' }
const programme = withTiers({
  tasks: { list: [{ ...taskPresets.tableVisit, voucher: 'side' }] },
  attribution: {
    placements: [
      { id: 'riverside-8', kind: 'table', storeId: 'riverside', label: '8 号桌' },
      { id: 'station-door', kind: 'poster', storeId: 'station', label: '门口海报' },
    ],
  },
})

let restaurant: Restaurant
let cashier: Phone
let manager: Phone
beforeEach(async () => {
  restaurant = await openRestaurant({ programme })
  cashier = restaurant.staff('lin', 'cashier', ['riverside'])
  manager = restaurant.staff('chen', 'manager', ['riverside', 'station'])
})
afterEach(async () => {
  expect(restaurant.faults()).toEqual([])
  await restaurant.close()
})

const statement = (of = cashier) => of.must('attribution', 'mine', {})
const through = (openid: string) => restaurant.accountOf(openid).profile.joinedThrough
const voids = (billId: string) =>
  manager.must('counter', 'void', { ...riverside, billId, reason: 'refunded' })

describe('joining', () => {
  it.each([
    ['p=riverside-8', { channel: 'table', storeId: 'riverside', placementId: 'riverside-8', staffId: null }],
    ['p=station-door', { channel: 'poster', storeId: 'station', placementId: 'station-door', staffId: null }],
    ['s=s-lin', { channel: 'staff', storeId: 'riverside', placementId: null, staffId: 's-lin' }],
    // Of two stores nobody can say which it was.
    ['s=s-chen', { channel: 'staff', storeId: null, placementId: null, staffId: 's-chen' }],
    ['p=gone', { channel: 'direct', storeId: null, placementId: null, staffId: null }],
    ['s=s-nobody', { channel: 'direct', storeId: null, placementId: null, staffId: null }],
    ['%E2%98%83', { channel: 'direct', storeId: null, placementId: null, staffId: null }],
  ])('by the code %s is remembered so, on the account and its entry', async (source, expected) => {
    await restaurant.member('diner', { source })
    expect(through('diner')).toEqual(expected)
    const [entry] = restaurant.cloud.documents('ledger_entries')
    expect(entry).toMatchObject({ points: 50, subject: { type: 'joining', ...expected } })
  })

  it('by a table’s code brings the gift once, whatever code comes later', async () => {
    const diner = await restaurant.member('diner', { source: 'p=riverside-8' })
    const again = { agreedPrivacyVersion: '1', source: 's=s-lin' }
    expect(await diner.once('member', 'join', again)).toMatchObject({ reason: 'already-a-member' })
    expect(through('diner').channel).toBe('table')
    expect(restaurant.accountOf('diner').points.balance).toBe(50)
  })

  it('by one’s own code, or a colleague’s who has left, is nobody’s merit', async () => {
    await restaurant.member('lin', { source: 's=s-lin' })
    expect(through('lin').staffId).toBeNull()
    const [left] = restaurant.cloud.documents('staff').filter(({ staffId }) => staffId === 's-chen')
    restaurant.cloud.put('staff', { ...left, _id: String(left?._id), active: false })
    await restaurant.member('other', { source: 's=s-chen' })
    expect(through('other').staffId).toBeNull()
  })
})

describe('a colleague’s statement', () => {
  it('has nothing of a member who has only joined, and ¥5 with their first bill', async () => {
    const diner = await restaurant.member('diner', { source: 's=s-lin' })
    expect(await statement()).toMatchObject({
      staffName: 'lin',
      month: '2025-03',
      members: 0,
      fen: 0,
      eachFen: 500,
    })
    await restaurant.earn(diner, cashier, 30)
    expect(await statement()).toMatchObject({
      members: 1,
      fen: 500,
      lines: [{ day: '2025-03-01', members: 1, fen: 500 }],
    })
    await restaurant.earn(diner, cashier, 40)
    expect(await statement()).toMatchObject({ members: 1, fen: 500 })
  })

  it('loses it with the last bill of the member, and has it again with the next', async () => {
    const diner = await restaurant.member('diner', { source: 's=s-lin' })
    const first = await restaurant.earn(diner, cashier, 30)
    const second = await restaurant.earn(diner, cashier, 40)
    await voids(first.billId)
    expect(await statement()).toMatchObject({ members: 1, fen: 500 })
    restaurant.cloud.clock.advance(60_000)
    await voids(second.billId)
    expect(await statement()).toMatchObject({ members: 0, fen: 0, lines: [{ fen: -500 }, { fen: 500 }] })
    await restaurant.earn(diner, cashier, 50)
    expect(await statement()).toMatchObject({ members: 1, fen: 500 })
  })

  it('counts a bill that is sent twenty times once', async () => {
    const diner = await restaurant.member('diner', { source: 's=s-lin' })
    const ticket = await restaurant.ticketOf(diner, cashier)
    const bill = { ...riverside, ticket, amountFen: 3000, orderNo: 'A1' }
    await Promise.all(Array.from({ length: 20 }, () => cashier.call('counter', 'settle', bill)))
    expect(await statement()).toMatchObject({ members: 1, fen: 500 })
  })

  it('is of a month, and of what the programme said when the member joined', async () => {
    const diner = await restaurant.member('diner', { source: 's=s-lin' })
    const { billId } = await restaurant.earn(diner, cashier, 30)
    restaurant.publish(withTiers({ attribution: { ...programme.attribution, staffFen: 900 } }))
    restaurant.cloud.clock.moveTo(Date.parse('2025-04-01T12:00:00+08:00'))
    expect(await statement()).toMatchObject({
      month: '2025-04',
      present: true,
      members: 0,
      fen: 0,
      eachFen: 900,
    })
    await voids(billId)
    expect(await statement()).toMatchObject({ month: '2025-04', members: -1, fen: -500 })
    expect(await cashier.must('attribution', 'mine', { month: '2025-03' })).toMatchObject({
      month: '2025-03',
      present: false,
      members: 1,
      fen: 500,
    })
    // A correction is of the terms the member joined under.
    await restaurant.earn(diner, cashier, 30)
    expect(await statement()).toMatchObject({ members: 0, fen: 0 })
  })

  it('is one’s own for a cashier; a manager sees who has brought how many, and the codes to print', async () => {
    for (const [openid, source] of [
      ['a', 's=s-lin'],
      ['b', 's=s-chen'],
      ['c', 's=s-lin'],
    ] as const) {
      await restaurant.earn(await restaurant.member(openid, { source }), cashier, 30)
    }
    expect(await statement()).toMatchObject({ members: 2, ranking: null, placements: null })
    expect(await statement(manager)).toMatchObject({
      members: 1,
      fen: 500,
      ranking: [
        { staffName: 'lin', members: 2, fen: 1000 },
        { staffName: 'chen', members: 1, fen: 500 },
      ],
      placements: [
        { placementId: 'riverside-8', kind: 'table', label: '8 号桌', storeName: '滨江店' },
        { placementId: 'station-door', kind: 'poster' },
      ],
    })
  })

  it('names a colleague once who came back with another phone', async () => {
    const lin = { staffId: 's-lin', role: 'cashier', storeIds: ['riverside'] }
    restaurant.cloud.put('staff', { _id: 'old', ...lin, name: '小林', active: false })
    await restaurant.earn(await restaurant.member('a', { source: 's=s-lin' }), cashier, 30)
    const { ranking } = await statement(manager)
    expect(ranking?.filter(({ members }) => members > 0)).toMatchObject([{ staffName: 'lin', members: 1 }])
  })

  it('has nothing of whoever is a member already by their phone, nor of a bill paid with points', async () => {
    restaurant.cloud.wechat.phoneCodes.set('first', '13800000000')
    restaurant.cloud.wechat.phoneCodes.set('second', '13800000000')
    await restaurant.member('known', { phoneCode: 'first' })
    const again = await restaurant.member('again', { phoneCode: 'second', source: 's=s-lin' })
    await restaurant.earn(again, cashier, 30)
    const stranger = await restaurant.member('stranger', { source: 's=s-lin' })
    const ticket = await restaurant.ticketOf(stranger, cashier)
    const tenders = [{ kind: 'points' as const, amountFen: 3000 }]
    await cashier.must('counter', 'settle', { ...riverside, ticket, amountFen: 3000, tenders })
    expect(await statement()).toMatchObject({ members: 0, fen: 0 })
  })

  it('of a manager names colleagues and codes of their own stores', async () => {
    const station = restaurant.staff('zhou', 'manager', ['station'])
    await restaurant.earn(await restaurant.member('a', { source: 's=s-lin' }), cashier, 30)
    expect(await statement(station)).toMatchObject({
      ranking: [],
      placements: [{ placementId: 'station-door' }],
    })
    expect(await station.once('attribution', 'code', { placementId: 'riverside-8' })).toMatchObject({
      reason: 'not-your-store',
    })
  })

  it('is not for diners', async () => {
    const diner = await restaurant.member('diner')
    expect(await diner.once('attribution', 'mine', {})).toMatchObject({ reason: 'not-staff' })
  })
})

describe('the picture of a code', () => {
  const picture = (name: string): Buffer | undefined =>
    restaurant.cloud.files.read(`cloud://local-env.6c6f-local-env-1250000000/source-codes/${name}.png`)?.bytes

  it('lies in the file storage under its scene, and is the same file however often it is asked for', async () => {
    const first = await cashier.must('attribution', 'code', { placementId: null })
    const drawn = picture('s-s-lin')
    expect(drawn?.subarray(1, 4).toString()).toBe('PNG')
    expect(first.url).toMatch(/^http/)
    await cashier.must('attribution', 'code', { placementId: null })
    expect(picture('s-s-lin')).toEqual(drawn)
    await manager.must('attribution', 'code', { placementId: 'riverside-8' })
    expect(picture('p-riverside-8')).not.toEqual(drawn)
  })

  it('of a placement is a manager’s to print; of one that does not exist nobody’s', async () => {
    expect(await cashier.once('attribution', 'code', { placementId: 'riverside-8' })).toMatchObject({
      reason: 'not-allowed',
      details: { capability: 'print-codes' },
    })
    expect(await manager.once('attribution', 'code', { placementId: 'moon' })).toMatchObject({
      reason: 'no-such-placement',
    })
  })
})

describe('a member at a table (requirement F40)', () => {
  const DAY = 86_400_000
  let diner: Phone
  beforeEach(async () => {
    diner = await restaurant.member('diner')
  })
  const scans = (placementId = 'riverside-8', of = diner) => of.once('attribution', 'scan', { placementId })
  const visit = async () =>
    (await diner.must('tasks', 'list', {})).tasks.find(({ taskId }) => taskId === 'table-visit')
  const claims = (periodKey = '2025-03-01', round = 1) =>
    diner.once('tasks', 'claim', { taskId: 'table-visit', periodKey, round })

  it('scans its code, eats, and is paid once that day: a scan alone is nobody’s visit', async () => {
    expect(await scans()).toMatchObject({
      ok: true,
      value: {
        storeName: '滨江店',
        label: '8 号桌',
        task: { points: 50, voucher: '小菜券', state: 'under-way' },
      },
    })
    expect(await claims()).toMatchObject({ reason: 'task-not-reached', details: { done: 1, of: 2 } })
    await restaurant.earn(diner, cashier, 30)
    expect(await scans()).toMatchObject({ value: { task: { state: 'to-claim' } } })
    expect(await claims()).toMatchObject({ ok: true, value: { points: 50, vouchers: ['小菜券'] } })
    expect(await claims()).toMatchObject({ reason: 'already-claimed' })
    expect(await scans()).toMatchObject({ value: { task: { state: 'claimed' } } })
  })

  it('who eats first and scans then is as well; the next day everything begins anew', async () => {
    await restaurant.earn(diner, cashier, 30)
    expect(await visit()).toMatchObject({ progress: { done: 0 } })
    await scans()
    expect(await visit()).toMatchObject({ state: 'to-claim' })
    restaurant.cloud.clock.advance(DAY)
    expect(await visit()).toMatchObject({ periodKey: '2025-03-01', state: 'to-claim' })
    await scans()
    expect(await claims('2025-03-02')).toMatchObject({ reason: 'task-not-reached' })
    expect(await claims('2025-03-01')).toMatchObject({ ok: true })
  })

  it('loses what it was paid when the bill is voided', async () => {
    await scans()
    const { billId } = await restaurant.earn(diner, cashier, 30)
    await claims()
    expect(await manager.must('counter', 'void', { ...riverside, billId, reason: 'refunded' })).toMatchObject(
      {
        pointsTakenBack: 80,
        tasksUndone: ['到店扫桌码'],
      },
    )
  })

  it('is remembered once a day, however often it is scanned, and for a month', async () => {
    await Promise.all(
      Array.from({ length: 5 }, () => diner.call('attribution', 'scan', { placementId: 'riverside-8' })),
    )
    expect(restaurant.accountOf('diner').scans).toEqual([{ day: '2025-03-01', placementId: 'riverside-8' }])
    restaurant.cloud.clock.advance(32 * DAY)
    await scans()
    expect(restaurant.accountOf('diner').scans).toEqual([{ day: '2025-04-02', placementId: 'riverside-8' }])
  })

  it('is remembered though a bill is settled at the same moment, and so is the bill', async () => {
    const ticket = await restaurant.ticketOf(diner, cashier)
    await Promise.all([
      cashier.call('counter', 'settle', { ...riverside, ticket, amountFen: 3000 }),
      diner.call('attribution', 'scan', { placementId: 'riverside-8' }),
    ])
    const { scans: noted, bills } = restaurant.accountOf('diner')
    expect([noted.length, bills.count]).toEqual([1, 1])
    expect(await visit()).toMatchObject({ state: 'to-claim' })
  })

  it('with a code that hangs at no table, or nowhere, is none; nor is who has not joined', async () => {
    expect(await scans('station-door')).toMatchObject({ reason: 'not-a-table' })
    expect(await scans('gone')).toMatchObject({ reason: 'no-such-placement' })
    expect(await scans('riverside-8', restaurant.phone('guest'))).toMatchObject({ reason: 'not-a-member' })
    expect(restaurant.accountOf('diner').scans).toEqual([])
  })
})
