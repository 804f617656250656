import * as z from 'zod'
import type { BusinessDay } from '../domain/time/business-day'
import { voucherTerms } from '../domain/vouchers/kinds/catalogue'
import type { Voucher } from '../domain/vouchers/voucher'
import type { Database, Stored, Transaction } from './database'
import { cursorAfter } from './page'

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

const voucherDocument = z.strictObject({
  _id: z.string(),
  memberId: z.string(),
  templateId: z.string(),
  name: z.string(),
  terms: voucherTerms,
  storeIds: z.array(z.string()),
  validFrom: day,
  lastGoodDay: day,
  grantedAt: z.int(),
  grantedBy: z.string(),
  used: z
    .strictObject({
      billId: z.string(),
      at: z.int(),
      storeId: z.string(),
      storeName: z.string(),
      offFen: z.int().nonnegative(),
    })
    .nullable(),
  takenBackBy: z.string().nullable().default(null),
  /** What lists ask for: whether it is used, and an order in which no two of a member's are the same. */
  status: z.enum(['held', 'used']),
  endOrder: z.string(),
  useOrder: z.string(),
})

export function voucherFrom(stored: Stored): Voucher {
  const { _id, status: _s, endOrder: _e, useOrder: _u, ...rest } = voucherDocument.parse(stored)
  return { voucherId: _id, ...rest }
}

export function voucherDocumentOf({ voucherId, ...document }: Voucher): object {
  return {
    ...document,
    status: document.used === null ? 'held' : 'used',
    endOrder: `${document.lastGoodDay}:${voucherId}`,
    useOrder: document.used === null ? '' : `${document.used.at}:${voucherId}`,
  }
}

export async function loadVoucher(db: Database | Transaction, voucherId: string): Promise<Voucher | null> {
  const stored = await db.get('vouchers', voucherId)
  return stored && voucherFrom(stored)
}

export type VoucherState = 'held' | 'used' | 'ended'

export interface VoucherPage {
  vouchers: Voucher[]
  /** For the page after this one; null when this is the last. */
  nextAfter: string | null
}

/**
 * A page of a member's vouchers: those to use, soonest to end first, or those used or ended, latest first. One request.
 * Indexes `member_status_end` and `member_status_use`.
 */
export async function listVouchers(
  db: Database,
  memberId: string,
  state: VoucherState,
  today: BusinessDay,
  page: { after?: string | undefined; limit: number },
): Promise<VoucherPage> {
  const { status, order, direction, from } = wayOf(state, today, page.after, db)
  const found = await db.find('vouchers', {
    where: { memberId, status, ...(from === null ? {} : { [order]: from }) },
    orderBy: [[order, direction]],
    limit: page.limit,
  })
  return { vouchers: found.map(voucherFrom), nextAfter: cursorAfter(found, page.limit, order) }
}

interface Way {
  status: 'held' | 'used'
  order: 'endOrder' | 'useOrder'
  direction: 'asc' | 'desc'
  from: unknown
}

/** `2025-03-01` comes before `2025-03-01:v…`: whoever is good through today comes after today. */
function wayOf(
  state: VoucherState,
  today: BusinessDay,
  after: string | undefined,
  { command }: Database,
): Way {
  switch (state) {
    case 'held':
      return {
        status: 'held',
        order: 'endOrder',
        direction: 'asc',
        from: command.gt(after !== undefined && after > today ? after : today),
      }
    case 'ended':
      return {
        status: 'held',
        order: 'endOrder',
        direction: 'desc',
        from: command.lt(after !== undefined && after < today ? after : today),
      }
    case 'used':
      return {
        status: 'used',
        order: 'useOrder',
        direction: 'desc',
        from: after === undefined ? null : command.lt(after),
      }
  }
}
