import { accept } from '../../domain/decision'
import { listEntries } from '../../storage/entries'
import type { Handler } from '../handler'
import { historyLineOf } from './history-line'

export const history: Handler<'points', 'history'> = async ({ beforeSeq, limit }, { db, memberId }) => {
  const entries = await listEntries(db, memberId, { beforeSeq, limit })
  const oldest = entries.at(-1)
  return accept({
    lines: entries.map(historyLineOf),
    nextBeforeSeq: oldest && oldest.seq > 1 ? oldest.seq : null,
  })
}
