import type { Value } from '../../contract'
import type { Entry } from '../../domain/ledger/entry'
import type { Programme } from '../../domain/programme/programme'
import { historyLineOf } from './history-line'

/** A page of the history, newest first, and where the next one begins; null when the first entry is on it. */
export function pageOf(entries: readonly Entry[], programme: Programme): Value<'points', 'history'> {
  const oldest = entries.at(-1)
  return {
    lines: entries.map((entry) => historyLineOf(entry, programme)),
    nextBeforeSeq: oldest && oldest.seq > 1 ? oldest.seq : null,
  }
}
