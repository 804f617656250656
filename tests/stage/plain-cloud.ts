import path from 'node:path'
import { CallLog } from '../../local/cloud/call-log'
import { MovableClock } from '../../local/cloud/clock'
import { Faults } from '../../local/cloud/faults'
import { CloudFiles } from '../../local/cloud/storage/cloud-files'
import { readStorageRule } from '../../local/cloud/storage/storage-rule'
import { Timers, type TimedFunction } from '../../local/cloud/timers/timers'
import { WeChat } from '../../local/cloud/openapi/wechat'
import type { StagedCloud } from '../../local/stage/routes'

/** A cloud with WeChat and a file storage with our rule in it, and functions and timers that are the test's own: for tests of what is around the functions. */
export function plainCloud(
  invoke: StagedCloud['invoke'] = async () => null,
  timed: TimedFunction[] = [],
): StagedCloud {
  const clock = new MovableClock()
  const now = () => clock.now()
  const address = () => 'http://local-cloud.invalid/files/'
  const rule = readStorageRule(path.resolve(__dirname, '../../cloudfunctions/storage-rule.json'))
  return {
    invoke,
    calls: new CallLog(),
    wechat: new WeChat({ folder: null, durability: 'none', now }),
    files: new CloudFiles({ folder: null, now, address, rule }),
    clock,
    timers: new Timers({ timed, clock, call: (name, timer, dueAt) => invoke(name, {}, { timer, dueAt }) }),
    faults: new Faults(),
  }
}
