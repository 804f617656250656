import { accept, refuse, type Decision, type Refused } from '../decision'
import type { Instant } from '../time/business-day'
import { openCode, sealCode, type Seal, type UnreadableCode } from './sealed-code'

/**
 * Proof that a member was identified in a store: what bills are settled with. It names the store and not the
 * cashier, so that a colleague at the next till may finish; each entry names who settled.
 */
export interface Ticket {
  memberId: string
  storeId: string
  nonce: string
  expiresAt: Instant
}

export type TicketExpired = Refused<'ticket-expired', { expiredAt: Instant }>

export function writeTicket(ticket: Ticket, restaurantId: string, seal: Seal): string {
  const { memberId, storeId, nonce, expiresAt } = ticket
  return sealCode('T', restaurantId, [memberId, storeId, expiresAt.toString(36), nonce], seal)
}

/** The ticket, whether or not it has run out: a repeated request may come back with an old one. */
export function readTicket(text: string, restaurantId: string, seal: Seal): Decision<Ticket, UnreadableCode> {
  const opened = openCode(text, 'T', restaurantId, 4, seal)
  if (!opened.ok) return opened
  const [memberId = '', storeId = '', expiry = '', nonce = ''] = opened.value
  return accept({ memberId, storeId, nonce, expiresAt: parseInt(expiry, 36) })
}

export function stillGood(ticket: Ticket, now: Instant): Decision<Ticket, TicketExpired> {
  return now < ticket.expiresAt ? accept(ticket) : refuse('ticket-expired', { expiredAt: ticket.expiresAt })
}
