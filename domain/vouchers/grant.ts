import { invariant } from '../fault'
import type { Programme } from '../programme/programme'
import type { VoucherTemplate } from '../programme/voucher-template'
import { everyStore } from '../redemption/redemption'
import { addDays, businessDay, type Instant } from '../time/business-day'
import type { Voucher } from './voucher'

/** A template by its id. The programme's own references are checked when it is published. */
export function templateOf(programme: Programme, templateId: string): VoucherTemplate {
  const template = programme.vouchers.templates.find(({ id }) => id === templateId)
  invariant(template !== undefined, `the programme has no voucher template ${templateId}`)
  return template
}

/** What the voucher is called that something promises; null where it promises none. */
export function promisedName(programme: Programme, templateId: string | null): string | null {
  return templateId === null ? null : templateOf(programme, templateId).name
}

/** A member's copy of the template as it stands now (发券), granted by an entry. */
export function grantVoucher(
  template: VoucherTemplate,
  to: { voucherId: string; memberId: string; cause: string },
  programme: Programme,
  at: Instant,
): Voucher {
  const { validity } = template
  const validFrom = addDays(businessDay(at, programme), validity.startsAfterDays)
  return {
    voucherId: to.voucherId,
    memberId: to.memberId,
    templateId: template.id,
    name: template.name,
    terms: template.terms,
    storeIds: template.storeIds.length === 0 ? [everyStore] : template.storeIds,
    validFrom,
    lastGoodDay: addDays(validFrom, validity.days - 1),
    grantedAt: at,
    grantedBy: to.cause,
    used: null,
    takenBackBy: null,
  }
}
