import { accept, refuse, type Decision, type Refused } from '../decision'
import type { Instant } from '../time/business-day'
import { openCode, sealCode, type Seal, type UnreadableCode } from './sealed-code'

/** Proof that a cashier identified a member in a store: what a bill is settled with. */
export interface Ticket {
  memberId: string
  storeId: string
  staffId: string
  nonce: string
  expiresAt: Instant
}

export type TicketExpired = Refused<'ticket-expired', { expiredAt: Instant }>

export function writeTicket(ticket: Ticket, restaurantId: string, seal: Seal): string {
  const { memberId, storeId, staffId, nonce, expiresAt } = ticket
  return sealCode('T', restaurantId, [memberId, storeId, staffId, expiresAt.toString(36), nonce], seal)
}

/** The ticket, whether or not it has run out: a repeated request may come back with an old one. */
export function readTicket(text: string, restaurantId: string, seal: Seal): Decision<Ticket, UnreadableCode> {
  const opened = openCode(text, 'T', restaurantId, 5, seal)
  if (!opened.ok) return opened
  const [memberId = '', storeId = '', staffId = '', expiry = '', nonce = ''] = opened.value
  return accept({ memberId, storeId, staffId, nonce, expiresAt: parseInt(expiry, 36) })
}

export function stillGood(ticket: Ticket, now: Instant): Decision<Ticket, TicketExpired> {
  return now < ticket.expiresAt ? accept(ticket) : refuse('ticket-expired', { expiredAt: ticket.expiresAt })
}
