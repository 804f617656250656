import { randomBytes } from 'node:crypto'
import { loginIdOf } from '../../cloudfunctions/keys'
import type { Reply } from '../../contract'
import { CURRENT } from '../../storage/programmes'
import { nodeTable } from '../conformance/sdks/node-sdk'
import { openSdks, type Credentials } from '../conformance/sdks/open'
import type { Table } from '../conformance/scope'
import { demoProgramme } from '../demo/demo-programme'
import { demoOffer } from '../demo/demo-restaurant'
import { connected } from './developer-tools'
import { NotRun } from './not-run'

/** One WeChat user of one mini-program. */
export interface Tester {
  appid: string
  openid: string
}

/** What an environment is asked to be called before anything in it is touched: `huiwei-test-1a2b`. */
const NAMED_A_TEST = /(^|-)test(-|$)/

/** Asked within the mini-program, as its pages ask. */
const ASK_PROFILE = `function () {
  var data = { operation: 'profile', input: {}, requestId: 'journeys-' + Date.now(), attempt: 1 }
  return wx.cloud.callFunction({ name: 'member', data: data }).then(function (reply) { return reply.result })
}`

/**
 * A CloudBase environment for tests, from outside. Before a run it has the demo restaurant's programme, and the tester
 * is somebody it has never seen who works at the riverside till. Documents of anybody else are never written to.
 */
export class TestEnvironment {
  private readonly loginId: string
  /** New with every run, so that whoever answers with it has read this environment's document. */
  private readonly staffName = `测试员 ${randomBytes(4).toString('hex')}`
  private readonly table: (name: string) => Table

  /** @throws NotRun when the environment's id does not say that it is for tests. */
  constructor(
    private readonly credentials: Credentials,
    tester: Tester,
  ) {
    const { environmentId } = credentials
    if (!NAMED_A_TEST.test(environmentId))
      throw new NotRun(
        `TCB_ENV is ${environmentId}, and only an environment with "test" between hyphens in its id is touched`,
      )
    this.loginId = loginIdOf(tester.appid, tester.openid)
    const { node } = openSdks(credentials)
    this.table = (name) => nodeTable(node.collection(name))
  }

  /** @throws NotRun when it is another restaurant's, or cannot be asked; then nothing of the tester's was removed. */
  async prepare(): Promise<void> {
    const { environmentId } = this.credentials
    const current = await this.table('programmes')
      .get(CURRENT)
      .catch((error: { code?: unknown; message?: unknown }) => {
        throw new NotRun(
          `environment ${environmentId} answers ${String(error.code)} (${String(error.message)})`,
        )
      })
    if (!current) await this.openRestaurant()
    else if (restaurantOf(current) !== demoProgramme.restaurantId)
      throw new NotRun(`environment ${environmentId} has the programme of another restaurant than the demo's`)
    await this.forgetTester()
    await this.table('staff').set(this.loginId, {
      staffId: `tester-${this.loginId.slice(0, 16)}`,
      name: this.staffName,
      role: 'cashier',
      storeIds: ['riverside'],
      active: true,
    })
  }

  /**
   * Asks through the mini-program itself who it is.
   * @throws NotRun unless it talks to this environment, as the tester.
   */
  async mustBeBehind(endpoint: string): Promise<void> {
    const reply = await connected(endpoint, (miniProgram) => miniProgram.evaluate(ASK_PROFILE)).catch(
      (error: unknown) => ({ failed: error instanceof Error ? error.message : String(error) }),
    )
    const profile = reply as Reply<'member', 'profile'> | { failed: string } | undefined
    if (profile && 'ok' in profile && profile.ok && profile.value.staff?.name === this.staffName) return
    throw new NotRun(
      `the mini-program does not reach environment ${this.credentials.environmentId} as HUIWEI_TESTER_OPENID: ` +
        `asked for its profile it answers ${JSON.stringify(reply)}`,
    )
  }

  private async openRestaurant(): Promise<void> {
    for (const { collection, document } of demoOffer(Date.now())) {
      const { _id, ...fields } = document
      await this.table(collection).set(_id, fields)
    }
  }

  /** The login goes last: as long as it is there, a run that was cut short can be done again. */
  private async forgetTester(): Promise<void> {
    const memberId = (await this.table('logins').get(this.loginId))?.memberId
    if (typeof memberId !== 'string') return
    for (const name of ['redemptions', 'ledger_entries', 'phones', 'member_numbers'])
      await this.table(name).removeWhere({ memberId })
    await this.table('accounts').remove(memberId)
    await this.table('logins').remove(this.loginId)
  }
}

function restaurantOf({ programme }: Record<string, unknown>): unknown {
  return (programme as { restaurantId?: unknown } | undefined)?.restaurantId
}
