import type * as z from 'zod'
import type { shownVoucher } from '../contract/voucher'
import { refuse } from '../domain/decision'
import { storeNameOf, type Programme } from '../domain/programme/programme'
import { everyStore } from '../domain/redemption/redemption'
import type { VoucherNotHere } from '../domain/vouchers/use'
import type { Voucher } from '../domain/vouchers/voucher'

/** A voucher as a phone shows it. */
export function shownVoucherOf(voucher: Voucher, programme: Programme): z.output<typeof shownVoucher> {
  const { voucherId, name, terms, storeIds, validFrom, lastGoodDay } = voucher
  return { voucherId, name, terms, storeNames: namesOf(storeIds, programme), validFrom, lastGoodDay }
}

/** A refusal with the names of stores where the rule knows their ids. */
export function inWords<R extends { ok: false; reason: string }>(refusal: R, programme: Programme) {
  const { reason } = refusal
  if (reason !== 'voucher-not-here') return refusal as Exclude<R, VoucherNotHere>
  const { storeIds } = (refusal as unknown as VoucherNotHere).details
  return refuse('voucher-not-here', { storeNames: namesOf(storeIds, programme) })
}

function namesOf(storeIds: readonly string[], programme: Programme): string[] {
  return storeIds.includes(everyStore) ? [] : storeIds.map((id) => storeNameOf(programme, id))
}
