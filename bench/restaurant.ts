import { randomUUID } from 'node:crypto'
import path from 'node:path'
import limits from '../cloudfunctions/limits.json'
import { loginIdOf, seal } from '../cloudfunctions/keys'
import type { FeatureName, Input, OperationName, Reply } from '../contract'
import { writeMemberCode } from '../domain/codes/member-code'
import { writeTicket } from '../domain/codes/ticket'
import { parseProgramme, type Programme } from '../domain/programme/programme'
import { auditCloud } from '../local/audit'
import { openLocalCloud, type LocalCloud } from '../local/cloud/local-cloud'
import { DEMO_APPID, demoStaff } from '../local/demo/demo-restaurant'
import { DemoPhone } from '../local/demo/phone'
import { repository } from '../local/options'
import { LONGEST_TRY_MS, soon, toAct } from '../miniprogram/cloud/patience'
import { programmeDocuments } from '../storage/programmes'
import { memberAt } from './members'

export const STORE = 'riverside'
/** A member who was loaded with a bill of so much, and the joining gift, has 1,000 points. */
export const BILL_FEN_OF_1000_POINTS = 95_000
/** What the one voucher there is takes off a bill. */
export const VOUCHER_FEN = 100

const OPENING = Date.parse('2026-03-02T10:00:00+08:00')
const HOUR = 3_600_000
/** Longest call of the functions that the product is measured against. */
const measuredAgainst = { timeoutSeconds: 60, memoryMb: 256 }
const secrets = { HUIWEI_SEAL_KEY: '5'.repeat(64), HUIWEI_PHONE_KEY: 'a'.repeat(64) }

/** One store, and the rewards the scenarios need. */
export const programme: Programme = parseProgramme({
  restaurantId: 'bench',
  brand: { name: '回味面馆' },
  stores: [{ id: STORE, name: '滨江店' }],
  tasks: {
    list: [
      {
        id: 'every-day',
        name: '今天来过',
        goal: { kind: 'visits', days: 1, leastFen: 1 },
        period: 'day',
        points: 1,
      },
      {
        id: 'picture-of-the-day',
        name: '今天一张',
        goal: { kind: 'photo', asks: '拍一张' },
        period: 'day',
        points: 1,
      },
      {
        id: 'risky',
        name: '分享',
        goal: { kind: 'photo', asks: '截一张图' },
        period: 'day',
        points: 1,
        platformRisk: 'reward-for-sharing',
      },
    ],
  },
  attribution: { placements: [{ id: 'table', kind: 'table', storeId: STORE, label: '1 号桌' }] },
  // Those that are loaded with a bill are regulars.
  tiers: {
    list: [
      { id: 'guest', name: '食客', from: 0 },
      {
        id: 'regular',
        name: '熟客',
        from: 1,
        gift: { points: 1 },
        entitlements: [
          { kind: 'service', id: 'greeting', name: '问候', quota: { count: 1, per: 'day' } },
          {
            kind: 'voucher',
            id: 'of-the-day',
            name: '今日券',
            voucher: 'one-off',
            quota: { count: 1, per: 'day' },
          },
        ],
      },
    ],
  },
  vouchers: {
    templates: [{ id: 'one-off', name: '一元券', terms: { kind: 'amount-off', offFen: VOUCHER_FEN } }],
  },
  rewards: [
    { id: 'bowl', name: '面碗', kind: 'item', pricePoints: 100, costFen: 900, faceValueFen: 2800 },
    { id: 'sweet', name: '一颗糖', kind: 'item', pricePoints: 10, costFen: 10, faceValueFen: 50 },
    {
      id: 'flash',
      name: '限量碗',
      kind: 'item',
      pricePoints: 100,
      costFen: 900,
      faceValueFen: 2800,
      stock: 'limited',
    },
  ],
})

export interface BenchCloud {
  cloud: LocalCloud
  /** The till of the store; it and every phone have the mini-program's own patience with what somebody does. */
  till: DemoPhone
  /** Database requests so far, transactions' starts and ends included. */
  requests(): number
  phoneOf(index: number): DemoPhone
  /** The phone of somebody who is no member yet. */
  newcomer(name: string): DemoPhone
  /** What the till would hold after identifying a member; written here, so that identifying is not measured too. */
  ticketOf(index: number): string
  /** What a member's phone would show; written here, so that showing is not measured too. */
  codeOf(index: number, nonce: string): string
  /** Sets the stock of the limited reward. */
  stock(left: number): void
  /**
   * What is wrong with the ledger, the indexes, the redemptions and the limited stock; empty when all is well. `stocked` is
   * how many units of the limited reward were put there for redemptions, in all.
   */
  audit(stocked?: number): string[]
  close(): Promise<void>
}

/** Somebody who was told so often that nothing came of it would have called the owner. */
const MOST_TAPS = 50

/**
 * Taps a button until it is answered, as people do: when the mini-program's client gives up, the next tap sends the
 * same request again, which is what makes it harmless. Throws when it never is.
 */
export async function tapUntilAnswered<F extends FeatureName, O extends OperationName<F>>(
  phone: DemoPhone,
  feature: F,
  operation: O,
  input: Input<F, O>,
): Promise<{ reply: Reply<F, O>; taps: number }> {
  const requestId = randomUUID()
  for (let taps = 1; taps <= MOST_TAPS; taps += 1) {
    const reply = await phone.call(feature, operation, input, requestId)
    const { reason } = reply as { reason?: string }
    if (reply.ok || !GIVEN_UP.includes(String(reason))) return { reply: reply as Reply<F, O>, taps }
  }
  throw new Error(`${feature}.${operation} was not answered after ${MOST_TAPS} taps`)
}

/** What the client's last try came to when it gave up. */
const GIVEN_UP = ['busy', 'fault', 'no-reply']

/** An empty cloud with the restaurant in it. `dataDir` null: in memory. */
export async function openBenchCloud(options: {
  transport: 'in-process' | 'workers'
  dataDir?: string | null
  durability?: 'full' | 'none'
  /** Units of the limited reward in an empty cloud. Default: none. */
  stock?: number
}): Promise<BenchCloud> {
  // The codes and tickets of this file are sealed with the functions' key, which they find in the environment.
  Object.assign(process.env, secrets)
  const built = (name: string): string => path.join(repository(), 'dist', name)
  const cloud = await openLocalCloud({
    dataDir: options.dataDir ?? null,
    durability: options.durability ?? 'none',
    instances: options.transport,
    functionsDir: built('bench/cloudfunctions'),
    rulesDir: built('bench/database-rules'),
    workerFile: built('local/worker.js'),
    environment: secrets,
    functionLimits: {
      ...limits,
      'write-shape': measuredAgainst,
      'bare-requests': measuredAgainst,
      'plain-decrement': measuredAgainst,
    },
  })
  cloud.clock.moveTo(OPENING)
  // Phones wait as the mini-program does: a try that has not come back by then is lost, however it ends.
  const patientCloud: Pick<LocalCloud, 'invoke'> = {
    invoke: (...call) => soon(cloud.invoke(...call), LONGEST_TRY_MS),
  }
  publish(cloud, options.stock ?? 0)
  let requests = 0
  cloud.faults.onEveryRequest(() => (requests += 1))
  return {
    cloud,
    till: new DemoPhone(patientCloud, 'demo-manager', toAct),
    requests: () => requests,
    phoneOf: (index) => new DemoPhone(patientCloud, memberAt(index).openid, toAct),
    newcomer: (name) => new DemoPhone(patientCloud, `newcomer-${name}`, toAct),
    ticketOf: (index) =>
      writeTicket(
        {
          memberId: memberAt(index).memberId,
          storeId: STORE,
          nonce: `ticket-${index}`,
          expiresAt: cloud.clock.now() + 24 * HOUR,
        },
        programme.restaurantId,
        seal,
      ),
    codeOf: (index, nonce) =>
      writeMemberCode(
        {
          memberId: memberAt(index).memberId,
          nonce,
          expiresAt: cloud.clock.now() + 60_000,
          voucherId: null,
        },
        programme.restaurantId,
        seal,
      ),
    stock: (left) => cloud.put('reward_stocks', { _id: 'flash', left, claims: {} }),
    audit: (stocked) => auditCloud(cloud, stocked === undefined ? {} : { flash: stocked }),
    close: () => cloud.close(),
  }
}

/** In a cloud that has a restaurant everything stays as it is: a unit that was lost stays lost. */
function publish(cloud: LocalCloud, stock: number): void {
  if (cloud.documents('programmes').length > 0) return
  for (const { openid, ...staff } of demoStaff) {
    cloud.put('staff', { _id: loginIdOf(DEMO_APPID, openid), ...staff, active: true })
  }
  cloud.put('reward_stocks', { _id: 'flash', left: stock, claims: {} })
  const change = { author: 'bench', reason: 'bench', at: cloud.clock.now() }
  for (const { id, document } of programmeDocuments(1, programme, change)) {
    cloud.put('programmes', { _id: id, ...document })
  }
}
