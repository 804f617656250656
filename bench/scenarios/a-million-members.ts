import path from 'node:path'
import type { FeatureName, OperationName } from '../../contract'
import { median, ratio, shownMs, timed, twoDecimals } from '../measure'
import { loadMembers } from '../members'
import { loadStrangers } from '../strangers'
import { nextUse } from '../../local/demo/next-use'
import { businessDay } from '../../domain/time/business-day'
import { BILL_FEN_OF_1000_POINTS, openBenchCloud, programme, STORE, type BenchCloud } from '../restaurant'
import { scenario, type Cell, type Outcome, type Progress } from '../scenario'
import { calendarOf } from '../../local/demo/calendar-of'
import { demoStaff } from '../../local/demo/demo-restaurant'
import { redemptionOf } from '../../local/demo/redemption-of'
import { inTemporaryFolder } from '../../local/temporary-folder'

interface Size {
  few: number
  many: number
  /** Calls of each operation on each side. */
  acts: number
  /** Members beside them who joined by a colleague's code in the month that is asked about: as many on each side. */
  invited: number
}

export const aMillionMembers = scenario<Size>(
  'a-million-members',
  'Does anything a member, a till or a timer does cost more among a million members than among a thousand? Requests and rows read must be equal; the time is shown (goal: 1.2 times).',
  {
    full: { few: 1000, many: 1_000_000, acts: 40, invited: 200 },
    quick: { few: 100, many: 10_000, acts: 40, invited: 20 },
    tiny: { few: 5, many: 50, acts: 1, invited: 3 },
  },
  (size, progress) => inTemporaryFolder((folder) => run(folder, size, progress)),
)

/** Every operation there is: a new one does not compile until it is here. */
type Operation = { [F in FeatureName]: `${F}.${OperationName<F>}` }[FeatureName]
/** Does what must come first, and gives what is then measured. */
type Act = (bench: BenchCloud, member: number, luck: string) => Promise<() => Promise<unknown>>

const MINUTE = 60_000
const DAY = 1440 * MINUTE
/** Strangers who have left a document in every other collection: enough to fill any page, and one more to so many members. */
const STRANGERS = 60
const MEMBERS_PER_STRANGER = 10
/** The clocks of both sides start in it. */
const MONTH_OF_LOADING = '2026-03'
const tillIn = { storeId: STORE }

const settled = async ({ till, ticketOf }: BenchCloud, member: number, orderNo: string, amountFen = 5_600) =>
  till.must('counter', 'settle', {
    ...tillIn,
    ticket: ticketOf(member),
    amountFen,
    orderNo,
    confirmedSameAmount: true,
  })
const redeemed = async ({ phoneOf }: BenchCloud, member: number, rewardId = 'sweet') =>
  redemptionOf(await phoneOf(member).must('points-mall', 'redeem', { rewardId }))

const PHOTO = `cloud://bench.bench/task-photos/${'0'.repeat(32)}.jpg`

async function photoOf({ phoneOf }: BenchCloud, member: number) {
  const { tasks } = await phoneOf(member).must('tasks', 'list', {})
  const asking = tasks.find(({ photo, state }) => photo !== null && state === 'under-way')
  return {
    taskId: asking?.taskId ?? '',
    periodKey: asking?.periodKey ?? '',
    nth: asking?.photo?.nth ?? 0,
    photo: PHOTO,
  }
}

const operations: Record<Operation, Act> = {
  'member.home':
    async ({ phoneOf }, member) =>
    () =>
      phoneOf(member).must('member', 'home', {}),
  'member.join':
    async ({ newcomer }, _member, luck) =>
    () =>
      newcomer(luck).must('member', 'join', { agreedPrivacyVersion: '1' }),
  'member.profile':
    async ({ phoneOf }, member) =>
    () =>
      phoneOf(member).must('member', 'profile', {}),
  'member.rename':
    async ({ phoneOf }, member, luck) =>
    () =>
      phoneOf(member).must('member', 'rename', { name: `食客${luck.length}` }),
  'member.bindPhone': async ({ cloud, phoneOf }, member, luck) => {
    cloud.wechat.phoneCodes.set(luck, `139${String(member).padStart(8, '0')}`)
    return () => phoneOf(member).must('member', 'bindPhone', { phoneCode: luck })
  },
  'member.showCode':
    async ({ phoneOf }, member) =>
    () =>
      phoneOf(member).must('member', 'showCode', {}),
  'counter.open':
    async ({ till }) =>
    () =>
      till.must('counter', 'open', {}),
  'counter.identify': async ({ till, codeOf }, member, luck) => {
    const shown = { code: codeOf(member, luck) }
    return () => till.must('counter', 'identify', { ...tillIn, shown })
  },
  'counter.vouchers':
    async ({ till, ticketOf }, member) =>
    () =>
      till.must('counter', 'vouchers', { ...tillIn, ticket: ticketOf(member), amountFen: 5600 }),
  'counter.settle': async (bench, member, luck) => () => settled(bench, member, luck),
  'counter.void': async (bench, member, luck) => {
    const { billId } = await settled(bench, member, luck)
    return () => bench.till.must('counter', 'void', { ...tillIn, billId, reason: 'refunded' })
  },
  'counter.giveEntitlement': async ({ till, ticketOf, phoneOf }, member) => {
    const use = await nextUse(phoneOf(member), 'greeting')
    return () => till.must('counter', 'giveEntitlement', { ...tillIn, ticket: ticketOf(member), use })
  },
  'counter.setTier':
    async ({ till, ticketOf, cloud }, member) =>
    () =>
      till.must('counter', 'setTier', {
        ...tillIn,
        ticket: ticketOf(member),
        named: { tierId: 'guest', until: businessDay(cloud.clock.now(), programme) },
        reason: 'bench',
      }),
  'counter.fulfil': async (bench, member) => {
    const { code } = await redeemed(bench, member)
    return () => bench.till.must('counter', 'fulfil', { ...tillIn, code })
  },
  'counter.undo': async (bench, member) => {
    const { code } = await redeemed(bench, member)
    const { redemptionId, fulfilledAt } = await bench.till.must('counter', 'fulfil', { ...tillIn, code })
    return () => bench.till.must('counter', 'undo', { ...tillIn, redemptionId, fulfilledAt })
  },
  'points.summary':
    async ({ phoneOf }, member) =>
    () =>
      phoneOf(member).must('points', 'summary', {}),
  'points.history':
    async ({ phoneOf }, member) =>
    () =>
      phoneOf(member).must('points', 'history', {}),
  'points.news':
    async ({ phoneOf }, member) =>
    () =>
      phoneOf(member).must('points', 'news', { afterSeq: 0 }),
  'points-mall.list':
    async ({ phoneOf }, member) =>
    () =>
      phoneOf(member).must('points-mall', 'list', {}),
  'points-mall.redeem': async (bench, member) => {
    bench.stock(1)
    return () => redeemed(bench, member, 'flash')
  },
  'points-mall.redemptions':
    async ({ phoneOf }, member) =>
    () =>
      phoneOf(member).must('points-mall', 'redemptions', {}),
  'points-mall.redemption': async (bench, member) => {
    const { redemptionId } = await redeemed(bench, member)
    return () => bench.phoneOf(member).must('points-mall', 'redemption', { redemptionId })
  },
  'vouchers.list':
    async ({ phoneOf }, member) =>
    () =>
      phoneOf(member).must('vouchers', 'list', {}),
  'tasks.list':
    async ({ phoneOf }, member) =>
    () =>
      phoneOf(member).must('tasks', 'list', {}),
  'tasks.claim': async (bench, member, luck) => {
    // The task is of a day: each claim has one of its own.
    bench.cloud.clock.advance(DAY)
    await settled(bench, member, luck)
    const { tasks } = await bench.phoneOf(member).must('tasks', 'list', {})
    const reached = tasks.find(({ state }) => state === 'to-claim')
    const claim = {
      taskId: reached?.taskId ?? '',
      periodKey: reached?.periodKey ?? '',
      round: reached?.round ?? 0,
    }
    return () => bench.phoneOf(member).must('tasks', 'claim', claim)
  },
  'submissions.submit': async (bench, member) => {
    // The task is of a day: each photo is the first of one.
    bench.cloud.clock.advance(DAY)
    const photo = await photoOf(bench, member)
    return () => bench.phoneOf(member).must('submissions', 'submit', photo)
  },
  'submissions.waiting':
    async ({ till }) =>
    () =>
      till.must('submissions', 'waiting', tillIn),
  'submissions.decide': async (bench, member) => {
    bench.cloud.clock.advance(DAY)
    await bench.phoneOf(member).must('submissions', 'submit', await photoOf(bench, member))
    const { submissions } = await bench.till.must('submissions', 'waiting', tillIn)
    const submissionId = submissions.at(-1)?.submissionId ?? ''
    const verdict = { approved: true as const }
    return () => bench.till.must('submissions', 'decide', { ...tillIn, submissionId, verdict })
  },
  'submissions.turn': async ({ till }) => {
    const { risky } = await till.must('submissions', 'waiting', tillIn)
    const on = risky?.[0]?.onSince === null
    return () => till.must('submissions', 'turn', { ...tillIn, taskId: 'risky', on })
  },
  'reviews.write': async (bench, member, luck) => {
    const { billId } = await settled(bench, member, luck)
    const text = '面很好，汤再热一点就更好了'
    return () => bench.phoneOf(member).must('reviews', 'write', { billId, rating: 5, text })
  },
  'reviews.list':
    async ({ till }) =>
    () =>
      till.must('reviews', 'list', tillIn),
  'attribution.mine':
    async ({ till }) =>
    () =>
      till.must('attribution', 'mine', { month: MONTH_OF_LOADING }),
  'attribution.code':
    async ({ till }) =>
    () =>
      till.must('attribution', 'code', { placementId: null }),
  'attribution.scan':
    async ({ phoneOf }, member) =>
    () =>
      phoneOf(member).must('attribution', 'scan', { placementId: 'table' }),
  'tiers.mine':
    async ({ phoneOf }, member) =>
    () =>
      phoneOf(member).must('tiers', 'mine', {}),
  'tiers.takeGift': async ({ phoneOf }, member) => {
    const { gifts } = await phoneOf(member).must('tiers', 'mine', {})
    const { tierId = '', period = '', round = 0 } = gifts[0] ?? {}
    return () => phoneOf(member).must('tiers', 'takeGift', { tierId, period, round })
  },
  'tiers.takeVoucher': async ({ phoneOf }, member) => {
    const use = await nextUse(phoneOf(member), 'of-the-day')
    return () => phoneOf(member).must('tiers', 'takeVoucher', use)
  },
  'check-in.checkIn': async (bench, member) => {
    const { today } = await calendarOf(bench.phoneOf(member))
    return () => bench.phoneOf(member).must('check-in', 'checkIn', { day: today })
  },
  'check-in.makeUp': async (bench, member) => {
    // Yesterday is missed then, whoever checked in today.
    bench.cloud.clock.advance(2 * DAY)
    const day = (await calendarOf(bench.phoneOf(member))).missed.at(-1)?.day ?? ''
    return () => bench.phoneOf(member).must('check-in', 'makeUp', { day })
  },
}

/** What else is asked of the cloud: the other way to identify, and the timers. */
const besides: Record<string, Act> = {
  'counter.identify, keyed': async ({ till, phoneOf }, member) => {
    const { memberNumber, digits } = await phoneOf(member).must('member', 'showCode', {})
    return () => till.must('counter', 'identify', { ...tillIn, shown: { memberNumber, digits } })
  },
  'timer settle-stock-claims': async (bench, member, luck) => {
    bench.stock(1)
    // So many days have passed by now that the points of the first day are over.
    await settled(bench, member, luck, 10_000)
    await redeemed(bench, member, 'flash')
    bench.cloud.clock.advance(10 * MINUTE)
    return () => bench.cloud.invoke('settle-stock-claims', {}, { timer: 'settle-stock-claims' })
  },
  'timer forget-old-photos': async (bench, member) => {
    bench.cloud.clock.advance(DAY)
    await bench.phoneOf(member).must('submissions', 'submit', await photoOf(bench, member))
    const { submissions } = await bench.till.must('submissions', 'waiting', tillIn)
    for (const { submissionId } of submissions)
      await bench.till.must('submissions', 'decide', { ...tillIn, submissionId, verdict: { approved: true } })
    bench.cloud.clock.advance(31 * DAY)
    return () => bench.cloud.invoke('forget-old-photos', {}, { timer: 'forget-old-photos' })
  },
  'timer forget-old-codes': async (bench, member, luck) => {
    const shown = { code: bench.codeOf(member, luck) }
    await bench.till.must('counter', 'identify', { ...tillIn, shown })
    bench.cloud.clock.advance(2 * DAY)
    return () => bench.cloud.invoke('forget-old-codes', {}, { timer: 'forget-old-codes' })
  },
}

/** Makes the instance that will be asked remember this member, as it does after their first call. */
async function greet(name: string, { phoneOf }: BenchCloud, member: number): Promise<void> {
  const phone = phoneOf(member)
  if (name.startsWith('member.')) await phone.must('member', 'profile', {})
  if (name.startsWith('points.')) await phone.must('points', 'news', { afterSeq: 0 })
  if (name.startsWith('tiers.')) await phone.must('tiers', 'mine', {})
  if (name.startsWith('points-mall.')) await phone.must('points-mall', 'redemptions', {})
  // Refused, and remembered all the same.
  if (name.startsWith('reviews.'))
    await phone.call('reviews', 'write', { billId: 'bill:none:none', rating: 5, text: '没有这一餐' })
  if (name.startsWith('submissions.'))
    await phone.call('submissions', 'submit', { taskId: 'none', periodKey: 'once', nth: 1, photo: PHOTO })
  if (name.startsWith('attribution.')) await phone.call('attribution', 'scan', { placementId: 'none' })
  if (name.startsWith('check-in.')) await phone.call('check-in', 'checkIn', { day: '2000-01-01' })
}

interface Side {
  bench: BenchCloud
  members: number
}

interface Cost {
  requests: number
  documents: number
  indexRows: number
  ms: number
}

async function run(folder: string, size: Size, progress: Progress): Promise<Outcome> {
  const few = await open(path.join(folder, 'few'), size.few, size.invited, progress)
  const many = await open(path.join(folder, 'many'), size.many, size.invited, progress)
  try {
    const acts = Object.entries({ ...operations, ...besides })
    const shown = progress('operations', acts.length)
    const measured: { name: string; few: Cost[]; many: Cost[] }[] = []
    for (const [name, act] of acts) {
      const costs = { name, few: [] as Cost[], many: [] as Cost[] }
      measured.push(costs)
      for (let i = 0; i < size.acts; i += 1) {
        const sides = [
          async () => costs.few.push(await measure(name, act, few, i, size.acts)),
          async () => costs.many.push(await measure(name, act, many, i, size.acts)),
        ]
        for (const side of i % 2 === 0 ? sides : sides.reverse()) await side()
      }
      shown(measured.length)
    }
    const dearer = measured.filter(({ few, many }) => reads(few) !== reads(many)).map(({ name }) => name)
    return {
      setting: { transport: 'in-process', durability: 'none', concurrency: 'one call after another' },
      tables: [
        {
          title: `${size.acts} calls of each, ${size.few} members and ${size.many} members in turns; what the last one cost`,
          columns: [
            'operation',
            'requests',
            'documents read',
            'index rows read',
            `p50 ms, ${size.few}`,
            `p50 ms, ${size.many}`,
            'time, many over few',
          ],
          rows: [
            ...measured.map(({ name, few, many }) => {
              const last = many.at(-1)
              return [
                name,
                last?.requests ?? null,
                last?.documents ?? null,
                last?.indexRows ?? null,
                ...times(few, many),
              ]
            }),
            [
              'all of them',
              null,
              null,
              null,
              ...times(
                measured.flatMap(({ few }) => few),
                measured.flatMap(({ many }) => many),
              ),
            ],
          ],
        },
      ],
      claims: [
        {
          says: `all ${measured.length} ask and read as much among ${size.many} members as among ${size.few}${dearer.length === 0 ? '' : `, but ${dearer.join(', ')}`}`,
          holds: dearer.length === 0,
        },
        {
          says: 'no query of any of them is without an index',
          holds: few.bench.cloud.fullScans.count + many.bench.cloud.fullScans.count === 0,
        },
      ],
      notes: [
        `Both clouds lie on the disk. Members were loaded with five documents each: account, login, member number, joining and one bill; and to every ten members (and 60 more, so that every page is full) one document of other people’s in each of redemptions, vouchers, reviews, submissions, phones, codes and tries, so that whoever read others’ too would be seen. Photos that wait for a decision are the exception: none waits but those of the run. The manager’s statement (attribution.mine) reads every attribution of one month, a request for every thousand (storage/attributions.ts): it grows with the members whom colleagues bring in a month, not with the members there are. So both sides have as many, ${size.invited}, who joined by a colleague’s code in the month that is asked about. Documents read include those that the local cloud looks at again when it writes; the platform may count otherwise, but no more of them with more members. A joining draws a random member number of nine digits; among a million members one in 900 draws a taken one and tries once more, which is kept out of this run.`,
      ],
    }
  } finally {
    await few.bench.close()
    await many.bench.close()
  }
}

async function open(folder: string, members: number, invited: number, progress: Progress): Promise<Side> {
  const bench = await openBenchCloud({ transport: 'in-process', dataDir: folder, durability: 'none' })
  // Whatever an instance remembers for seconds stays remembered: both sides ask the same.
  bench.cloud.clock.hold()
  await loadMembers(
    bench.cloud,
    programme,
    members,
    BILL_FEN_OF_1000_POINTS,
    progress(`${members} members loaded`, members),
  )
  const strangers = STRANGERS + Math.ceil(members / MEMBERS_PER_STRANGER)
  await loadStrangers(bench.cloud, programme, strangers, progress(`${strangers} strangers loaded`, strangers))
  // Beside the others, so that on neither side one of them is asked for anything.
  const [colleague] = demoStaff
  await loadMembers(bench.cloud, programme, invited, BILL_FEN_OF_1000_POINTS, undefined, members, colleague)
  return { bench, members }
}

/** One act of one side, by the same place among its members on both sides. */
async function measure(
  name: string,
  act: Act,
  { bench, members }: Side,
  i: number,
  acts: number,
): Promise<Cost> {
  const member = Math.floor(((i + 0.5) * members) / acts)
  await greet(name, bench, member)
  const ready = await act(bench, member, `${name.replaceAll(/[^a-z]/g, '-')}-${i}`)
  const [requests, { documents, indexRows }] = [bench.requests(), { ...bench.cloud.examined }]
  const ms = await timed(ready)
  const { examined } = bench.cloud
  return {
    requests: bench.requests() - requests,
    documents: examined.documents - documents,
    indexRows: examined.indexRows - indexRows,
    ms,
  }
}

const reads = (costs: Cost[]): string =>
  JSON.stringify(costs.map(({ requests, documents, indexRows }) => [requests, documents, indexRows]))

function times(few: Cost[], many: Cost[]): Cell[] {
  const [shorter, longer] = [few, many].map((costs) => costs.map(({ ms }) => ms)) as [number[], number[]]
  const { median: middle } = ratio(longer, shorter)
  return [shownMs(median(shorter)), shownMs(median(longer)), twoDecimals(middle)]
}
