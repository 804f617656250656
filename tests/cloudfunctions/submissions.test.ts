import { randomUUID } from 'node:crypto'
import type { FaultKind } from '../../local/cloud/faults'
import { submissionDocumentOf } from '../../storage/submissions'
import { withVouchers } from '../support/programmes'
import { loggedLines, openRestaurant, type Phone, type Restaurant } from '../support/restaurant'

const DAY = 86_400_000
const riverside = { storeId: 'riverside' }
const photoOf = (letter: string) => `cloud://env.bucket/task-photos/${letter.repeat(32)}.jpg`
const PHOTO = photoOf('a')
const asked = { taskId: 'table-photo', periodKey: '2025-03', nth: 1 }

let restaurant: Restaurant
let diner: Phone
let manager: Phone
beforeEach(async () => {
  restaurant = await openRestaurant({ programme: withVouchers() })
  diner = await restaurant.member('diner', { name: '王小明' })
  manager = restaurant.staff('manager', 'manager', ['riverside'])
})
afterEach(async () => {
  expect(restaurant.faults()).toEqual([])
  await restaurant.close()
})

const hands = (
  changes: Partial<typeof asked & { photo: string }> = {},
  how?: { requestId: string; attempt?: number },
  of = diner,
) => of.once('submissions', 'submit', { ...asked, photo: PHOTO, ...changes }, how)
const handed = async (changes: Partial<typeof asked> = {}, of = diner): Promise<string> => {
  expect(await hands(changes, undefined, of)).toMatchObject({ ok: true })
  const ids = restaurant.cloud.documents('submissions').filter(({ state }) => state === 'waiting')
  return String(ids.at(-1)?._id)
}
const waiting = async (by = manager) => (await by.must('submissions', 'waiting', riverside)).submissions
const approve = { approved: true as const }
const refuse = { approved: false as const, reason: 'not-to-be-seen' as const, note: '太暗了' }
const says = (
  submissionId: string,
  verdict: typeof approve | typeof refuse,
  how?: { requestId: string; attempt?: number },
  by = manager,
) => by.once('submissions', 'decide', { ...riverside, submissionId, verdict }, how)
const task = async () =>
  (await diner.must('tasks', 'list', {})).tasks.find(({ taskId }) => taskId === 'table-photo')
const balance = () => restaurant.accountOf('diner').points.balance

it('a photo is handed in, looked at and let count: points and voucher at once, and who said so is in the ledger', async () => {
  expect(await task()).toMatchObject({ state: 'under-way', photo: { nth: 1, triesLeft: 3, refused: null } })
  const id = await handed()
  expect(await task()).toMatchObject({ state: 'waiting' })
  expect(await waiting()).toMatchObject([
    { submissionId: id, taskName: '晒一晒这桌菜', nth: 1, photoUrl: null, member: { maskedName: '王**' } },
  ])
  const before = balance()
  expect(await says(id, approve)).toMatchObject({
    ok: true,
    value: { approved: true, points: 30, vouchers: ['小菜券'] },
  })
  expect(balance()).toBe(before + 30)
  expect(await task()).toMatchObject({ state: 'claimed' })
  expect(await waiting()).toEqual([])
  const [line, sent] = (await diner.must('points', 'history', {})).lines
  expect(line).toMatchObject({ points: 30, vouchers: ['小菜券'], about: { type: 'task' } })
  expect(sent).toMatchObject({ points: 0, about: { type: 'submission' } })
  const entry = restaurant.cloud.documents('ledger_entries').find(({ points }) => points === 30)
  expect(entry).toMatchObject({ operator: { staffId: 's-manager', storeId: 'riverside' } })
})

it('staff see the photo itself, by a link that ends; the file is nobody else’s to read', async () => {
  const fileId = restaurant.cloud.files.put(`task-photos/${'b'.repeat(32)}.jpg`, Buffer.from('jpg'), {
    openid: 'diner',
  })
  await hands({ photo: fileId })
  const [{ photoUrl } = { photoUrl: null }] = await waiting()
  const token = new URL(photoUrl ?? '').pathname.split('/').at(-1) ?? ''
  expect(restaurant.cloud.files.behindLink(token)?.bytes.toString()).toBe('jpg')
  expect(() => restaurant.cloud.files.linkTo(fileId, 60, { openid: 'somebody-else' })).toThrow()
  restaurant.cloud.clock.advance(3_600_001)
  expect(restaurant.cloud.files.behindLink(token)).toBeNull()
})

it('refused, it pays nothing, the diner hears why, and may hand in another', async () => {
  const before = balance()
  expect(await says(await handed(), refuse)).toMatchObject({
    ok: true,
    value: { approved: false, points: 0 },
  })
  expect(balance()).toBe(before)
  expect(await task()).toMatchObject({
    state: 'under-way',
    photo: { nth: 2, triesLeft: 2, refused: { reason: 'not-to-be-seen', note: '太暗了' } },
  })
  expect((await diner.must('points', 'history', {})).lines[0]).toMatchObject({
    about: { type: 'submission-refused', reason: 'not-to-be-seen', note: '太暗了' },
  })
  expect(await hands({ photo: photoOf('b') })).toMatchObject({ reason: 'photo-not-next' })
  expect(await says(await handed({ nth: 2 }), approve)).toMatchObject({ ok: true })
  expect(balance()).toBe(before + 30)
})

it('two colleagues at once: one word counts, and it is paid once (requirement F51: the sample code paid each time)', async () => {
  const id = await handed()
  const before = balance()
  const second = restaurant.staff('second', 'owner', [])
  const replies = await Promise.all(
    Array.from({ length: 10 }, (_, i) =>
      (i % 2 ? manager : second).call('submissions', 'decide', {
        ...riverside,
        submissionId: id,
        verdict: i % 3 ? approve : refuse,
      }),
    ),
  )
  expect(replies.filter(({ ok }) => ok)).toHaveLength(1)
  for (const reply of replies) if (!reply.ok) expect(reply.reason).toBe('already-decided')
  const won = replies.find(({ ok }) => ok)
  expect(balance()).toBe(before + (won?.ok && won.value.approved ? 30 : 0))
  expect(await waiting()).toEqual([])
})

it('a word said again is answered the same, also a day later; another one is too late', async () => {
  const id = await handed()
  const how = { requestId: randomUUID() }
  const first = await says(id, approve, how)
  expect(await says(id, approve, { ...how, attempt: 2 })).toEqual(first)
  restaurant.cloud.clock.advance(DAY)
  expect(await says(id, approve, how)).toEqual(first)
  expect(await says(id, refuse)).toMatchObject({ reason: 'already-decided' })
})

it('a photo handed in twice by one tap is one', async () => {
  const how = { requestId: randomUUID() }
  const first = await hands({}, how)
  expect(await hands({}, { ...how, attempt: 2 })).toEqual(first)
  expect(await waiting()).toHaveLength(1)
  // Under another request too: a phone that gave up on its reply must not take the photo back.
  expect(await hands()).toEqual(first)
  expect(await hands({ photo: photoOf('b') })).toMatchObject({ reason: 'photo-not-next' })
  expect(await waiting()).toHaveLength(1)
})

it.each<[string, object, string]>([
  ['for a task there is not', { taskId: 'none' }, 'no-such-task'],
  ['for a task that is off', { taskId: 'moments-poster' }, 'no-such-task'],
  ['for a task that facts decide', { taskId: 'week-of-200', periodKey: 'week-2025-02-24' }, 'no-photo-asked'],
  ['for a month that is over', { periodKey: '2025-01' }, 'task-over'],
  ['that is not the next', { nth: 2 }, 'photo-not-next'],
  ['from another place than that of photos', { photo: 'cloud://env.bucket/else/a.jpg' }, 'invalid-input'],
  ['whose name somebody might guess', { photo: 'cloud://env.bucket/task-photos/1.jpg' }, 'invalid-input'],
])('%s is refused, and nothing is written', async (_what, changes, reason) => {
  const before = restaurant.cloud.documents('ledger_entries')
  expect(await hands(changes)).toMatchObject({ ok: false, reason })
  expect(restaurant.cloud.documents('ledger_entries')).toEqual(before)
  expect(restaurant.cloud.documents('submissions')).toEqual([])
})

it('nobody decides about a photo of their own, nor without the capability, nor about one there is not', async () => {
  const both = await restaurant.member('both')
  restaurant.staff('both', 'manager', ['riverside'])
  const id = await handed({}, both)
  expect(await says(id, approve, undefined, both)).toMatchObject({ reason: 'own-photo' })
  const cashier = restaurant.staff('cashier', 'cashier', ['riverside'])
  expect(await says(id, approve, undefined, cashier)).toMatchObject({
    reason: 'not-allowed',
    details: { capability: 'judge-photos' },
  })
  expect(await cashier.once('submissions', 'waiting', riverside)).toMatchObject({ reason: 'not-allowed' })
  expect(await says('p00000000', approve)).toMatchObject({ reason: 'no-such-submission' })
  expect(await says(id, approve)).toMatchObject({ ok: true })
})

it('of a task that is gone a photo can be refused, not let count', async () => {
  const id = await handed()
  restaurant.publish(withVouchers({ tasks: { list: [] } }))
  expect(await says(id, approve)).toMatchObject({ reason: 'no-such-task' })
  expect(await says(id, refuse)).toMatchObject({ ok: true })
})

it('those that wait longest come first, in pages', async () => {
  for (let i = 0; i < 21; i++) {
    restaurant.cloud.clock.advance(60_000)
    await handed({}, await restaurant.member(`diner-${i}`))
  }
  const first = await manager.must('submissions', 'waiting', riverside)
  expect(first.submissions).toHaveLength(20)
  const after = first.nextAfter ?? ''
  const second = await manager.must('submissions', 'waiting', { ...riverside, after })
  expect(second).toMatchObject({ nextAfter: null, submissions: [{}] })
  const at = [...first.submissions, ...second.submissions].map((one) => one.at)
  expect(at).toEqual([...at].sort((a, b) => a - b))
  expect(new Set(at).size).toBe(21)
})

it('four weeks later a photo that was decided about is deleted with its file; one that waits stays', async () => {
  const fileId = restaurant.cloud.files.put(`task-photos/${'c'.repeat(32)}.jpg`, Buffer.from('jpg'), {
    openid: 'diner',
  })
  await hands({ photo: fileId })
  const [{ submissionId } = { submissionId: '' }] = await waiting()
  await says(submissionId, approve)
  const other = await restaurant.member('other')
  await handed({}, other)
  restaurant.cloud.clock.advance(28 * DAY - 1)
  expect(await restaurant.tick('forget-old-photos')).toMatchObject({ counts: { photos: 0 } })
  restaurant.cloud.clock.advance(DAY)
  expect(await restaurant.tick('forget-old-photos')).toMatchObject({ counts: { photos: 1 } })
  expect(restaurant.cloud.files.read(fileId)).toBeNull()
  expect(await waiting()).toHaveLength(1)
  expect(restaurant.accountOf('diner').claims).toHaveLength(1)
})

/** A photo of the diner's, in the file storage and decided about. */
async function decidedPhoto(nth: number): Promise<{ fileId: string; submissionId: string }> {
  const path = `task-photos/${String(nth).repeat(32)}.jpg`
  const fileId = restaurant.cloud.files.put(path, Buffer.from('jpg'), { openid: 'diner' })
  await hands({ nth, photo: fileId })
  const [{ submissionId } = { submissionId: '' }] = await waiting()
  await says(submissionId, nth === 1 ? refuse : approve)
  return { fileId, submissionId }
}
const sweepPhotos = () => restaurant.tick('forget-old-photos') as Promise<{ counts: Record<string, number> }>
const submissionIds = () => restaurant.cloud.documents('submissions').map(({ _id }) => _id)

it('no photo is kept longer than the thirty days promised, whenever it came, also when a night is missed', async () => {
  const { cloud } = restaurant
  const timer = cloud.timers.all().find(({ functionName }) => functionName === 'forget-old-photos')
  const night = (n: number) => (timer?.nextAt ?? NaN) + n * DAY
  // Just after the night's ticks: it waits longest for its own.
  cloud.clock.moveTo(night(0) + 30 * 60_000)
  const promised = cloud.clock.now() + 30 * DAY
  const { fileId } = await decidedPhoto(1)
  cloud.clock.moveTo(night(28))
  await sweepPhotos()
  expect(cloud.files.read(fileId)).not.toBeNull()
  cloud.clock.moveTo(night(29))
  await sweepPhotos()
  expect(cloud.files.read(fileId)).toBeNull()
  expect(night(29) + DAY).toBeLessThan(promised)
})

it('a photo that cannot be deleted is tried another night, and keeps none of the others', async () => {
  const { cloud } = restaurant
  const [stubborn, other] = [await decidedPhoto(1), await decidedPhoto(2)]
  cloud.files.resist(stubborn.fileId, true)
  cloud.clock.advance(31 * DAY)
  expect((await sweepPhotos()).counts).toEqual({ photos: 1, resisted: 1, failed: 0 })
  expect(cloud.files.read(other.fileId)).toBeNull()
  expect(submissionIds()).toEqual([stubborn.submissionId])
  cloud.files.resist(stubborn.fileId, false)
  cloud.clock.advance(DAY)
  expect((await sweepPhotos()).counts).toEqual({ photos: 1, resisted: 0, failed: 0 })
  expect(cloud.files.read(stubborn.fileId)).toBeNull()
  expect(submissionIds()).toEqual([])
})

it('more old photos than go at once go in one night, also behind as many that cannot be deleted', async () => {
  const { cloud } = restaurant
  const at = cloud.clock.now()
  const files = Array.from({ length: 101 }, (_, n) => {
    const path = `task-photos/${String(n).padStart(32, '0')}.jpg`
    const photo = cloud.files.put(path, Buffer.from('jpg'), 'function')
    const submissionId = `p${String(n).padStart(7, '0')}`
    const member = { maskedName: '王**', memberNumberTail: '0001' }
    const of = { memberId: 'gone', loginId: 'l1', member, taskId: 'table-photo', taskName: '晒', asks: '拍' }
    const decided = { approved: false, staffId: 's-manager', at }
    const submission = { submissionId, ...of, period: '2025-03', nth: n + 1, photo, at, decided }
    cloud.put('submissions', { _id: submissionId, ...submissionDocumentOf(submission) })
    return photo
  })
  files.slice(0, 50).forEach((fileId) => cloud.files.resist(fileId, true))
  cloud.clock.advance(31 * DAY)
  expect(await sweepPhotos()).toMatchObject({ outcome: 'finished', counts: { photos: 51, resisted: 50 } })
  expect(files.map((fileId) => cloud.files.read(fileId) !== null)).toEqual(files.map((_, n) => n < 50))
  files.slice(0, 50).forEach((fileId) => cloud.files.resist(fileId, false))
  cloud.clock.advance(DAY)
  expect(await sweepPhotos()).toMatchObject({ outcome: 'finished', counts: { photos: 50, resisted: 0 } })
  expect(submissionIds()).toEqual([])
})

it('a document that is not as it should be keeps no photo, neither its own nor anybody else’s', async () => {
  const { cloud } = restaurant
  const [odd, whole] = [await decidedPhoto(1), await decidedPhoto(2)]
  const stored = cloud.documents('submissions').find(({ _id }) => _id === odd.submissionId)
  cloud.put('submissions', { ...stored, _id: odd.submissionId, note: 'from an older version' })
  cloud.clock.advance(31 * DAY)
  expect((await sweepPhotos()).counts).toEqual({ photos: 2, resisted: 0, failed: 0 })
  expect([odd, whole].map(({ fileId }) => cloud.files.read(fileId))).toEqual([null, null])
})

it('a document that does not say which photo it is of is logged and counted every night, and stops nothing', async () => {
  const { cloud } = restaurant
  const [damaged, whole] = [await decidedPhoto(1), await decidedPhoto(2)]
  const { photo, ...stored } = cloud
    .documents('submissions')
    .find(({ _id }) => _id === damaged.submissionId) as { photo: string; _id: string }
  cloud.put('submissions', stored)
  cloud.clock.advance(31 * DAY)
  for (const photos of [1, 0]) {
    loggedLines.length = 0
    expect(await sweepPhotos()).toMatchObject({
      outcome: 'finished',
      counts: { photos, resisted: 0, failed: 1 },
    })
    expect(loggedLines.filter((line) => line.includes(damaged.submissionId))).toHaveLength(1)
    cloud.clock.advance(DAY)
  }
  expect(cloud.files.read(whole.fileId)).toBeNull()
  expect(submissionIds()).toEqual([damaged.submissionId])
  cloud.put('submissions', { ...stored, photo })
  expect((await sweepPhotos()).counts).toEqual({ photos: 1, resisted: 0, failed: 0 })
})

it('a photo whose file is gone already is forgotten', async () => {
  const { fileId } = await decidedPhoto(1)
  restaurant.cloud.files.delete(fileId, 'function')
  restaurant.cloud.clock.advance(31 * DAY)
  expect((await sweepPhotos()).counts).toEqual({ photos: 1, resisted: 0, failed: 0 })
  expect(submissionIds()).toEqual([])
})

describe('a task that breaks a rule of the platform', () => {
  const poster = { taskId: 'moments-poster', periodKey: '2025-03', nth: 1 }
  const turn = (on: boolean, how?: { requestId: string; attempt?: number }, by = manager) =>
    by.once('submissions', 'turn', { ...riverside, taskId: 'moments-poster', on }, how)
  /** The number of the programme in force. */
  const version = () =>
    restaurant.cloud.documents('programmes').find(({ _id }) => _id === 'current')?.version as number
  const seen = async () =>
    (await diner.must('tasks', 'list', {})).tasks.some(({ taskId }) => taskId === 'moments-poster')
  const risky = async () => (await manager.must('submissions', 'waiting', riverside)).risky

  it('is off until somebody answers for it; then it runs like any other, until it is turned off', async () => {
    expect(await seen()).toBe(false)
    expect(await risky()).toMatchObject([{ risk: 'reward-for-sharing', onSince: null }])
    const at = restaurant.cloud.clock.now()
    expect(await turn(true)).toMatchObject({ ok: true, value: { onSince: at } })
    restaurant.cloud.coldStart()
    expect(await seen()).toBe(true)
    expect(await says(await handed(poster), approve)).toMatchObject({ ok: true, value: { points: 20 } })
    const [version] = restaurant.cloud.documents('programmes').filter(({ _id }) => _id === 'v2')
    expect(version).toMatchObject({ author: 's-manager', reason: 'on: moments-poster', at })
    expect(await turn(false)).toMatchObject({ ok: true, value: { onSince: null } })
    restaurant.cloud.coldStart()
    expect(await seen()).toBe(false)
  })

  it('turned off pays for no photo that still waits', async () => {
    await turn(true)
    restaurant.cloud.coldStart()
    const id = await handed(poster)
    await turn(false)
    restaurant.cloud.coldStart()
    expect(await says(id, approve)).toMatchObject({ reason: 'no-such-task' })
    expect(await says(id, refuse)).toMatchObject({ ok: true })
  })

  it('is turned by whoever answers for risks, and no other task is', async () => {
    const cashier = restaurant.staff('cashier', 'cashier', ['riverside'])
    expect(await turn(true, undefined, cashier)).toMatchObject({ details: { capability: 'answer-for-risk' } })
    const other = { ...riverside, taskId: 'week-of-200', on: true }
    expect(await manager.once('submissions', 'turn', other)).toMatchObject({ reason: 'no-such-task' })
  })

  it.each([
    ['had turned it on', false],
    ['had found it on', true],
  ])(
    'a delivery that comes late, of a request that %s, turns nothing: somebody has turned it off since',
    async (_what, already) => {
      if (already) await turn(true)
      const how = { requestId: randomUUID() }
      const first = await turn(true, how)
      expect(first).toMatchObject({ ok: true, value: { onSince: expect.any(Number) as number } })
      await turn(false)
      const before = version()
      for (const attempt of [1, 2]) {
        expect(await turn(true, { ...how, attempt })).toEqual({
          ok: true,
          value: { taskId: 'moments-poster', onSince: null },
        })
      }
      expect(version()).toBe(before)
      expect((await risky())?.[0]).toMatchObject({ onSince: null })
    },
  )

  it.each<FaultKind>(['not-sent', 'reply-lost', 'conflict', 'killed', 'killed-after'])(
    '%s at any request: sent again, it is turned once',
    async (kind) => {
      await turn(false)
      for (let request = 1; request <= 8; request++) {
        const before = version()
        const on = request % 2 === 1
        const how = { requestId: randomUUID() }
        restaurant.cloud.faults.arm({ functionName: 'submissions', operation: 'turn', request, kind })
        const first = await turn(on, how).catch(() => null)
        expect([request, restaurant.cloud.faults.fired]).toEqual([request, true])
        restaurant.cloud.faults.disarm()
        restaurant.cloud.clock.advance(31_000)
        const again = await turn(on, { ...how, attempt: 2 })
        expect([request, again]).toMatchObject([request, { ok: true }])
        if (first?.ok) expect(first).toEqual(again)
        expect([request, version()]).toEqual([request, before + 1])
        expect((await risky())?.[0]?.onSince !== null).toBe(on)
      }
    },
  )
})
