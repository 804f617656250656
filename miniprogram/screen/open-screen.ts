import type { FeatureName, Input, OperationName, Value } from '../../contract'
import { isAnswer } from '../cloud/act'
import { call } from '../cloud/call'
import { explain } from '../copy/refusals'
import { screenWords } from '../copy/screen'

/** What a page shows besides its content: nothing yet, content, or why there is none. */
export interface Screen {
  state: 'opening' | 'ready' | 'failed'
  /** Why it could not be opened: a refusal's reason, or `no-reply`. */
  reason: string
  message: string
  /** The content is older than it should be: the refresh failed. */
  stale: string
}

export const opening: Screen = { state: 'opening', reason: '', message: '', stale: '' }

interface PageWithScreen {
  data: { screen: Screen; brand?: { pointsName: string } }
  setData(data: object): void
}

/** The latest opening of each page: an older answer that arrives later is not shown. */
const rounds = new WeakMap<object, number>()

/**
 * Opens a page's screen with one call, or refreshes it. A refresh that fails leaves the content where it is and says
 * how it is; the first one that fails leaves the reason and a way to try again. Null when it failed or a newer
 * opening overtook it.
 */
export async function openScreen<F extends FeatureName, O extends OperationName<F>>(
  page: PageWithScreen,
  [feature, operation, input]: [F, O, Input<F, O>],
  show: (value: Value<F, O>) => object,
): Promise<Value<F, O> | null> {
  const round = (rounds.get(page) ?? 0) + 1
  rounds.set(page, round)
  if (page.data.screen.state === 'failed') page.setData({ screen: opening })
  const reply = await call(feature, operation, input)
  if (rounds.get(page) !== round) return null
  if (reply.ok) {
    const value = reply.value as Value<F, O>
    page.setData({ ...show(value), screen: { ...opening, state: 'ready' } })
    return value
  }
  const message = explain(reply as never, Date.now(), page.data.brand?.pointsName)
  if (page.data.screen.state === 'ready' && !isAnswer(reply)) {
    page.setData({ 'screen.stale': screenWords.stale })
  } else {
    page.setData({ screen: { state: 'failed', reason: reply.reason, message, stale: '' } })
  }
  return null
}
