import tcb from '@cloudbase/node-sdk'
import * as cloud from 'wx-server-sdk'
import type { NodeDatabase } from './node-sdk'
import type { WxDatabase } from './wx-server-sdk'

/** What admits to an environment from outside of it: a key pair of the Tencent Cloud account that owns it. */
export interface Credentials {
  environmentId: string
  secretId: string
  secretKey: string
}

export interface Sdks {
  node: NodeDatabase
  wx: WxDatabase
}

/**
 * Points both SDKs at an environment: with credentials from outside, without from inside a function of it.
 * wx-server-sdk hands what `init` gets on to the node-sdk it carries, undocumented: so a key pair admits it too.
 */
export function openSdks(credentials: Credentials | null): Sdks {
  const { environmentId, ...keys } = credentials ?? { environmentId: null }
  const app = tcb.init({ env: environmentId ?? tcb.SYMBOL_CURRENT_ENV, ...keys })
  const wx = cloud as unknown as { init(options: object): void; database(options: object): WxDatabase }
  wx.init({ env: environmentId ?? cloud.DYNAMIC_CURRENT_ENV, ...keys })
  return {
    node: app.database() as unknown as NodeDatabase,
    wx: wx.database({ throwOnNotFound: false }),
  }
}
