import { readTicket, stillGood } from '../../domain/codes/ticket'
import { accept, refuse } from '../../domain/decision'
import { loadEntry } from '../../storage/entries'
import type { StaffCall } from '../handler'
import { seal } from '../keys'

/** Whom a ticket of this store names, whether or not it has run out. */
export function ticketHere(text: string, storeId: string, { programme }: StaffCall) {
  const read = readTicket(text, programme.restaurantId, seal)
  if (!read.ok || read.value.storeId === storeId) return read
  return refuse('ticket-of-another-store')
}

/**
 * Whether something may still be booked with the ticket. What this very request has booked while it was good is answered
 * again: the reply may have been lost on the last second. One read, and only then.
 */
export async function goodFor<V>(
  ticket: Parameters<typeof stillGood>[0],
  cause: string,
  { db, now, requestId }: StaffCall,
) {
  const good = stillGood(ticket, now)
  if (good.ok) return accept({ before: null })
  const entry = await loadEntry(db, cause)
  return entry?.requestId === requestId ? accept({ before: entry.reply as V }) : good
}
