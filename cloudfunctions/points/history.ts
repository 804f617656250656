import { accept } from '../../domain/decision'
import { listEntries } from '../../storage/entries'
import type { Handler } from '../handler'
import { pageOf } from './history-page'

export const history: Handler<'points', 'history'> = async (
  { beforeSeq, limit },
  { db, memberId, programme },
) => accept(pageOf(await listEntries(db, memberId, { beforeSeq, limit }), programme))
