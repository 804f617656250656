import { CallLog } from '../../local/cloud/call-log'
import { CloudFiles } from '../../local/cloud/storage/cloud-files'
import { WeChat } from '../../local/cloud/openapi/wechat'
import type { StagedCloud } from '../../local/stage/routes'

/** A cloud with WeChat and a file storage in it, and functions that are the test's own: for tests of what is around the functions. */
export function plainCloud(invoke: StagedCloud['invoke'] = async () => null): StagedCloud {
  const now = () => Date.now()
  return {
    invoke,
    calls: new CallLog(),
    wechat: new WeChat({ folder: null, now }),
    files: new CloudFiles({ folder: null, now, address: () => 'http://local-cloud.invalid/files/' }),
  }
}
