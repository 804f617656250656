import { accept, refuse } from '../../domain/decision'
import { renameMember } from '../../storage/accounts'
import type { Handler } from '../handler'

/** Changes the member's own name (requirement F16): one update of that one field, so that no bill waits for it. */
export const rename: Handler<'member', 'rename'> = async ({ name }, { db, memberId }) =>
  (await renameMember(db, memberId, name)) ? accept({ name }) : refuse('busy')
