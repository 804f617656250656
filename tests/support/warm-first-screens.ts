import type { FeatureName } from '../../contract'
import type { LocalCloud } from '../../local/cloud/local-cloud'

/** Whose reply the phones of a stage wait for as they open: a diner's home and the till. */
const AT_OPENING: readonly FeatureName[] = ['member', 'counter']

/**
 * Loads the functions that all phones of a stage call in the moment they open. Loading is work of this process, as
 * is every phone's first page: on a busy machine both together outlast a phone's patience with one try.
 */
export async function warmFirstScreens(cloud: LocalCloud): Promise<void> {
  for (const feature of AT_OPENING) await cloud.invoke(feature, {}, { openid: 'nobody' })
}
