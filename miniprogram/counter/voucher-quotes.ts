import type { Value } from '../../contract'
import { call } from '../cloud/call'
import { explain } from '../copy/refusals'
import { quoteLine } from '../copy/vouchers'

/** An amount is typed digit by digit: it is asked for when the finger rests. */
const RESTS_MS = 500

/** A voucher as the till offers it. */
export interface Offer {
  voucherId: string
  name: string
  /** What it would bring the bill, or why it cannot be used in it. */
  line: string
  usable: boolean
  /** What is to be paid with it; null when it cannot be used. */
  payableFen: number | null
  label: string
}

/** Why a ticket will not settle anything any more. */
export const TICKET_IS_OVER = [
  'ticket-expired',
  'ticket-already-settled',
  'ticket-of-another-store',
  'forged-code',
]

export interface Quoted {
  /** What the tier takes off, and what is then to be paid without a voucher. */
  tierOffFen: number
  payableFen: number
  offers: Offer[]
  /** Why it is not known; empty when it is. */
  problem: string
  /** The ticket is spent or over: asking again would not help. */
  over: boolean
}

type Listen = (quoted: Quoted) => void

/** What the tier and the vouchers of the one at the till would do to the bill. Only the last question asked is answered. */
export class VoucherQuotes {
  private round = 0
  private timer: number | null = null

  constructor(
    private readonly customer: { storeId: string; ticket: string },
    private readonly pointsName: string,
  ) {}

  /** Asks once the amount has stood for a moment. */
  soon(amountFen: number, chosen: string, listen: Listen): void {
    this.drop()
    this.timer = setTimeout(() => this.now(amountFen, chosen, listen), RESTS_MS)
  }

  now(amountFen: number, chosen: string, listen: Listen): void {
    this.drop()
    void this.ask(amountFen, chosen, this.round, listen)
  }

  /** Whatever was asked is not waited for any more. */
  drop(): void {
    this.round += 1
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = null
  }

  private async ask(amountFen: number, chosen: string, round: number, listen: Listen): Promise<void> {
    const which = chosen === '' ? {} : { chosen }
    const reply = await call('counter', 'vouchers', { ...this.customer, amountFen, ...which })
    if (round !== this.round) return
    const now = Date.now()
    if (!reply.ok) {
      const over = TICKET_IS_OVER.includes(reply.reason)
      return listen({
        tierOffFen: 0,
        payableFen: amountFen,
        offers: [],
        problem: explain(reply, now, this.pointsName),
        over,
      })
    }
    const offers = reply.value.vouchers.map((each) => this.offerOf(each, now))
    const { tierOffFen, payableFen } = reply.value
    listen({ tierOffFen, payableFen, offers, problem: '', over: false })
  }

  private offerOf(
    { voucherId, name, quote }: Value<'counter', 'vouchers'>['vouchers'][number],
    now: number,
  ): Offer {
    const line = quote.ok ? quoteLine(quote.value) : explain(quote, now, this.pointsName)
    return {
      voucherId,
      name,
      line,
      usable: quote.ok,
      payableFen: quote.ok ? quote.value.payableFen : null,
      label: [name, line].join('，'),
    }
  }
}
