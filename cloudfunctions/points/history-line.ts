import type { Value } from '../../contract'
import type { Entry } from '../../domain/ledger/entry'
import { storeNameOf, type Programme } from '../../domain/programme/programme'

type HistoryLine = Value<'points', 'history'>['lines'][number]

/** What a member may see of an entry: why it happened, not who keyed it nor what it is called inside. */
export function historyLineOf(entry: Entry, programme: Programme): HistoryLine {
  const { seq, at, verb, points, debt, balanceAfter, breakdown } = entry
  return {
    seq,
    at,
    verb,
    points,
    debt,
    balanceAfter,
    breakdown,
    about: aboutOf(entry, programme),
    newTier: entry.tierChange?.to.name ?? null,
    vouchers: (entry.vouchers ?? []).map(({ name }) => name),
    expiresOn: expiresOn(entry),
  }
}

function aboutOf({ subject }: Entry, programme: Programme): HistoryLine['about'] {
  switch (subject.type) {
    case 'joining':
      return { type: 'joining' }
    case 'bill': {
      const { storeId, amountFen, orderNo, discounts = [] } = subject.bill
      return {
        type: 'bill',
        storeName: storeNameOf(programme, storeId),
        amountFen,
        discounts: discounts.map(({ name, offFen }) => ({ name, offFen })),
        orderNo,
      }
    }
    case 'voided-bill': {
      const { storeId, amountFen, reason } = subject
      return { type: 'voided-bill', storeName: storeNameOf(programme, storeId), amountFen, reason }
    }
    case 'redemption':
      return { type: 'redemption', rewardName: subject.rewardName }
    case 'check-in':
    case 'make-up':
      return subject
    case 'task':
    case 'task-undone':
      return { type: subject.type, taskName: subject.taskName }
    case 'submission':
      return { type: 'submission', taskName: subject.taskName }
    case 'submission-refused': {
      const { taskName, reason, note } = subject
      return { type: 'submission-refused', taskName, reason, note }
    }
    case 'review':
      return { type: 'review', storeName: storeNameOf(programme, subject.storeId), rating: subject.rating }
    case 'review-undone':
      return { type: 'review-undone' }
    case 'tier-gift':
    case 'tier-gift-undone':
      return { type: subject.type, tierName: subject.tierName }
    case 'entitlement':
      return { type: 'entitlement', name: subject.name, brings: subject.brings }
    case 'entitlement-undone':
      return { type: 'entitlement-undone', name: subject.name }
    case 'tier-by-hand':
      return { type: 'tier-by-hand', tierName: subject.tierName, until: subject.until }
    case 'adjustment':
      return { type: 'adjustment', note: subject.note }
  }
}

function expiresOn({ points, lots }: Entry): string | null {
  const [only] = lots
  return points > 0 && lots.length === 1 && only && /^\d/.test(only.expiry) ? only.expiry : null
}
