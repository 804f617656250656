import { randomUUID } from 'node:crypto'
import type { FeatureName, OperationName } from '../../contract'
import type { LocalCloud } from '../cloud/local-cloud'
import { requestsOf, type Requests } from './metering'
import { operations, type Asked } from './operations'
import { somePhoto, World } from './world'

/** Requests of an operation: warm, the instance remembers login and programme; cold, it remembers nothing. */
export interface Measured {
  /** `counter.identify, scanned`; of a repeated delivery `counter.settle, again`. */
  label: string
  functionName: string
  /** The same request delivered once more, as after a lost reply. */
  again: boolean
  warm: Requests
  cold: Requests
}

/** What makes an instance remember a caller's login and the programme, and changes nothing. */
const warmUps: { [F in FeatureName]: { operation: OperationName<F>; input: object } } = {
  member: { operation: 'home', input: {} },
  counter: { operation: 'open', input: {} },
  points: { operation: 'history', input: {} },
  'points-mall': { operation: 'list', input: {} },
  vouchers: { operation: 'list', input: {} },
  tasks: { operation: 'list', input: {} },
  // It has none that a member may only read with: a task there is not is refused.
  submissions: {
    operation: 'submit',
    input: { taskId: 'none', periodKey: 'once', nth: 1, photo: somePhoto },
  },
  // Nor this one: a meal there was not.
  reviews: {
    operation: 'write',
    input: { billId: 'bill:none:none', rating: 5, text: '没有这一餐，只是问问' },
  },
  tiers: { operation: 'mine', input: {} },
  attribution: { operation: 'mine', input: {} },
  // It has none that only reads: a check-in for a day long ago is refused.
  'check-in': { operation: 'checkIn', input: { day: '2000-01-01' } },
}

interface Way {
  label: string
  feature: FeatureName
  operation: string
  prepare: (world: World) => Promise<Asked<unknown>>
}

/** Runs every operation of every feature, fresh and again, warm and cold, and counts its requests. */
export async function measureOperations(cloud: LocalCloud): Promise<Measured[]> {
  const world = new World(cloud)
  const measured: Measured[] = []
  for (const way of ways()) {
    const warm = await deliverTwice(world, way, (openid) =>
      world.ask(openid, way.feature, warmUps[way.feature]),
    )
    const cold = await deliverTwice(world, way, async () => cloud.coldStart(way.feature))
    const { label, feature: functionName } = way
    measured.push(
      { label, functionName, again: false, warm: warm.first, cold: cold.first },
      { label: `${label}, again`, functionName, again: true, warm: warm.again, cold: cold.again },
    )
  }
  return measured
}

function ways(): Way[] {
  return Object.entries(operations).flatMap(([feature, itsOperations]) =>
    Object.entries<Record<string, Way['prepare']>>(itsOperations).flatMap(([operation, itsWays]) =>
      Object.entries(itsWays).map(([name, prepare]) => ({
        label: `${feature}.${operation}${name === '' ? '' : `, ${name}`}`,
        feature: feature as FeatureName,
        operation,
        prepare,
      })),
    ),
  )
}

async function deliverTwice(
  world: World,
  { feature, operation, prepare }: Way,
  temper: (openid: string) => Promise<unknown>,
): Promise<{ first: Requests; again: Requests }> {
  const { openid, input } = await prepare(world)
  const requestId = randomUUID()
  const deliver = async (attempt: number): Promise<Requests> => {
    await temper(openid)
    await world.deliver(openid, feature, { operation, input, requestId, attempt })
    return requestsOf(world.cloud.calls.last())
  }
  return { first: await deliver(1), again: await deliver(2) }
}
