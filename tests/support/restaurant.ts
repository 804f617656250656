import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import limits from '../../cloudfunctions/limits.json'
import {
  contract,
  type FeatureName,
  type Input,
  type OperationName,
  type Reply,
  type Value,
} from '../../contract'
import type { Operation } from '../../contract/feature'
import type { Programme } from '../../domain/programme/programme'
import type { Role } from '../../domain/staff/capabilities'
import { loginIdOf } from '../../cloudfunctions/keys'
import { auditCloud } from '../../local/audit'
import { openLocalCloud, type LocalCloud } from '../../local/cloud/local-cloud'
import { miniProgramPages } from '../../local/mini-program-pages'
import { callUntilAnswered, type NoReply } from '../../miniprogram/cloud/repeat'
import { accountFrom } from '../../storage/accounts'
import type { Stored } from '../../storage/database'
import { programmeDocuments } from '../../storage/programmes'
import { aProgramme } from './programmes'

/** Told where it is when it runs bundled somewhere else. */
const root = process.env.HUIWEI_ROOT ?? path.resolve(__dirname, '../..')
export const APPID = 'wxhuiweitest'
export const NOON = Date.parse('2025-03-01T12:00:00+08:00')

export interface Phone {
  openid: string
  /** One delivery of one call: no repetition, the reply as it is. A rejected promise is a lost reply. */
  once<F extends FeatureName, O extends OperationName<F>>(
    feature: F,
    operation: O,
    input: Input<F, O>,
    how?: { requestId?: string; attempt?: number },
  ): Promise<Reply<F, O>>
  /** The mini-program's own client: repeats busy, faults and lost replies with the same request id. */
  call<F extends FeatureName, O extends OperationName<F>>(
    feature: F,
    operation: O,
    input: Input<F, O>,
    requestId?: string,
  ): Promise<Reply<F, O> | NoReply>
  /** `call`, when anything but success is the test's own mistake. */
  must<F extends FeatureName, O extends OperationName<F>>(
    feature: F,
    operation: O,
    input: Input<F, O>,
  ): Promise<Value<F, O>>
}

export interface Restaurant {
  cloud: LocalCloud
  phone(openid: string): Phone
  /** A phone bound to a role and stores. */
  staff(openid: string, role: Role, storeIds: string[]): Phone
  publish(programme: Programme): void
  /** Sets a limited reward's stock. */
  stock(rewardId: string, left: number): void
  /** As if the member had joined then. */
  setJoined(openid: string, joinedAt: number): void
  /** A member who joined, and their phone. */
  member(openid: string, extra?: Partial<Input<'member', 'join'>>): Promise<Phone>
  /** What the cashier gets by scanning the member's phone. */
  ticketOf(diner: Phone, cashier: Phone, storeId?: string): Promise<string>
  /** Points for tests that are not about earning: a bill of as many yuan. */
  earn(diner: Phone, cashier: Phone, points: number): Promise<Value<'counter', 'settle'>>
  /** Fires the timer of a job, here and now. */
  tick(job: string): Promise<unknown>
  accountOf(openid: string): ReturnType<typeof accountFrom>
  /** Everything wrong with the ledger, the indexes, the redemptions, the queries and the replies; empty when all is well. */
  faults(): string[]
  close(): Promise<void>
}

export interface CloudOptions {
  dataDir?: string
  durability?: 'full' | 'none'
  /** Default: it stands still until a test moves it. */
  time?: 'stands' | 'runs'
}

/** An empty local cloud in this process: the bundles that deploy, the real SDKs, a clock at noon. */
export async function openTestCloud(options: CloudOptions = {}): Promise<LocalCloud> {
  const cloud = await openLocalCloud({
    dataDir: options.dataDir ?? null,
    durability: options.durability ?? 'none',
    functionsDir: path.join(root, 'dist/cloudfunctions'),
    rulesDir: path.join(root, 'database-rules'),
    invokeRulesFile: path.join(root, 'cloudfunctions/invoke-rules.json'),
    storageRuleFile: path.join(root, 'cloudfunctions/storage-rule.json'),
    instances: 'in-process',
    functionLimits: limits,
    environment: { HUIWEI_SEAL_KEY: '5'.repeat(64), HUIWEI_PHONE_KEY: 'a'.repeat(64) },
    lockWaitMs: 200,
    // What the functions themselves log is JSON; the SDK warns of slow requests in words, seconds after a fault.
    log: (line) => line.startsWith('{') && loggedLines.push(line),
  })
  cloud.wechat.publish(miniProgramPages)
  if (options.time !== 'runs') cloud.clock.hold()
  cloud.clock.moveTo(NOON)
  return cloud
}

/** A restaurant in a test cloud. */
export async function openRestaurant(
  options: CloudOptions & { programme?: Programme } = {},
): Promise<Restaurant> {
  return restaurantOn(await openTestCloud(options), options.programme ?? aProgramme())
}

/** What the functions printed, newest last; for tests about the log. */
export const loggedLines: string[] = []

/** How a reply differs from what its contract says; null when it is that and no more. */
function unlikeItsContract(feature: string, operation: string, reply: unknown): string | null {
  const { ok, value } = reply as { ok: boolean; value?: unknown }
  const operations = contract[feature as FeatureName] as Record<string, Operation | undefined>
  const output = operations[operation]?.output
  if (!ok || !output || isDeepStrictEqual(value, output.safeParse(value).data)) return null
  return `${feature}.${operation} answers what its contract does not say: ${JSON.stringify(value)}`
}

export function restaurantOn(cloud: LocalCloud, programme: Programme): Restaurant {
  let version = 0
  const publish = (next: Programme): void => {
    version += 1
    const change = { author: 'test', reason: 'test', at: cloud.clock.now() }
    for (const { id, document } of programmeDocuments(version, next, change)) {
      cloud.put('programmes', { _id: id, ...document })
    }
    cloud.coldStart()
  }
  publish(programme)
  for (const reward of programme.rewards) {
    if (reward.stock === 'limited') cloud.put('reward_stocks', { _id: reward.id, left: 10, claims: {} })
  }

  const unlikeContracts: string[] = []
  const carry = async (openid: string, feature: string, envelope: object): Promise<unknown> => {
    const reply = await cloud.invoke(feature, envelope as Record<string, unknown>, { openid, appid: APPID })
    const unlike = unlikeItsContract(feature, (envelope as { operation: string }).operation, reply)
    if (unlike !== null) unlikeContracts.push(unlike)
    return reply
  }

  const phone = (openid: string): Phone => ({
    openid,
    once: (feature, operation, input, how = {}) =>
      carry(openid, feature, {
        operation,
        input,
        requestId: how.requestId ?? randomUUID(),
        attempt: how.attempt ?? 1,
      }) as never,
    call: (feature, operation, input, requestId = randomUUID()) =>
      callUntilAnswered(
        (name, envelope) => carry(openid, name, envelope),
        feature,
        { operation, input, requestId },
        {
          attempts: 40,
          pause: (attempt) => pause(Math.random() * Math.min(200 * 2 ** (attempt - 1), 3_200)),
        },
      ),
    async must(feature, operation, input) {
      const reply = await this.call(feature, operation, input)
      if (!reply.ok) throw new Error(`${feature}.${operation}: ${JSON.stringify(reply)}`)
      return reply.value as never
    },
  })

  const restaurant: Restaurant = {
    cloud,
    phone,
    publish,
    staff(openid, role, storeIds) {
      const _id = loginIdOf(APPID, openid)
      cloud.put('staff', { _id, staffId: `s-${openid}`, name: openid, role, storeIds, active: true })
      return phone(openid)
    },
    stock: (rewardId, left) => cloud.put('reward_stocks', { _id: rewardId, left, claims: {} }),
    setJoined(openid, joinedAt) {
      const { memberId, ...account } = restaurant.accountOf(openid)
      cloud.put('accounts', { _id: memberId, ...account, profile: { ...account.profile, joinedAt } })
    },
    async member(openid, extra = {}) {
      const diner = phone(openid)
      await diner.must('member', 'join', { agreedPrivacyVersion: '1', ...extra })
      return diner
    },
    async ticketOf(diner, cashier, storeId = 'riverside') {
      const { code } = await diner.must('member', 'showCode', {})
      return (await cashier.must('counter', 'identify', { storeId, shown: { code } })).ticket
    },
    async earn(diner, cashier, points) {
      const ticket = await restaurant.ticketOf(diner, cashier)
      const bill = { storeId: 'riverside', ticket, amountFen: points * 100, confirmedSameAmount: true }
      return cashier.must('counter', 'settle', bill)
    },
    tick: (job) => cloud.invoke(job, {}, { timer: job }),
    accountOf(openid) {
      const login = cloud.documents('logins').find(({ _id }) => _id === loginIdOf(APPID, openid))
      const found = cloud.documents('accounts').find(({ _id }) => _id === login?.memberId)
      if (!found) throw new Error(`${openid} has no account`)
      return accountFrom(found as Stored)
    },
    faults: () => [
      ...auditCloud(cloud),
      ...unlikeContracts,
      ...cloud.fullScans.queries.map((query) => `no index serves ${query}`),
      ...cloud.calls.all
        .filter(({ requestsAfterReply }) => requestsAfterReply > 0)
        .map(
          ({ functionName, operation }) =>
            `${functionName}.${operation} asked after its reply: a forgotten await`,
        ),
    ],
    close: () => cloud.close(),
  }
  return restaurant
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
