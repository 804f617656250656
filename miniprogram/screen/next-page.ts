import type { FeatureName, Input, OperationName, Value } from '../../contract'
import { isAnswer } from '../cloud/act'
import { call } from '../cloud/call'
import { explain } from '../copy/refusals'
import { screenWords } from '../copy/screen'

/** A page with a list that comes a page at a time. */
interface ListPage<Cursor> {
  data: { loading: boolean; problem: string; brand?: { pointsName: string } }
  /** Where the list goes on; null at its end. */
  next: Cursor | null
  setData(data: object): void
}

/**
 * Asks for the next page of a list, once at a time. Null when there is none, when it did not come (then `problem` says why,
 * and another try is well), and when the list was begun anew meanwhile: what is left of the old one is not put below it.
 */
export async function nextPage<Cursor, F extends FeatureName, O extends OperationName<F>>(
  page: ListPage<Cursor>,
  askFrom: (cursor: Cursor) => [F, O, Input<F, O>],
): Promise<Value<F, O> | null> {
  const cursor = page.next
  if (page.data.loading || cursor === null) return null
  page.setData({ loading: true, problem: '' })
  const reply = await call(...askFrom(cursor))
  page.setData({ loading: false })
  if (page.next !== cursor) return null
  if (reply.ok) return reply.value as Value<F, O>
  const said = explain(reply as never, Date.now(), page.data.brand?.pointsName)
  page.setData({ problem: isAnswer(reply) ? said : screenWords.moreFailed })
  return null
}
