import { setImmediate as nextTurn } from 'node:timers/promises'
import { submissionDocumentOf } from '../storage/submissions'
import { redemptionDocumentOf } from '../storage/redemptions'
import { reviewDocumentOf } from '../storage/reviews'
import { voucherDocumentOf } from '../storage/vouchers'
import { grantVoucher } from '../domain/vouchers/grant'
import type { Programme } from '../domain/programme/programme'
import type { LocalCloud } from '../local/cloud/local-cloud'

const YEAR = 365 * 86_400_000
/** Longer than any scenario's clock goes: no timer has work with what lies here. */
const UNTIL = 20 * YEAR
/** Strangers whose documents are made at a time. */
const PORTION = 1000

/**
 * What other people have left in every collection that grows with members and that `loadMembers` leaves empty, a document
 * each: redemption, voucher, review, submission, phone, and the codes and tries that are to be forgotten. They have no accounts:
 * whoever reads what is not theirs is to be seen by it.
 */
export async function loadStrangers(
  cloud: LocalCloud,
  programme: Programme,
  count: number,
  progress: (done: number) => void = () => undefined,
): Promise<void> {
  const made = strangerMaker(programme, cloud.clock.now())
  for (let from = 0; from < count; from += PORTION) {
    const portion = Array.from({ length: Math.min(PORTION, count - from) }, (_, i) => made(from + i))
    for (const collection of Object.keys(made(0)) as (keyof ReturnType<typeof made>)[])
      cloud.load(
        collection,
        portion.map((stranger) => stranger[collection]),
      )
    progress(Math.min(from + PORTION, count))
    await nextTurn()
  }
}

function strangerMaker(programme: Programme, at: number) {
  const [store] = programme.stores
  const [reward] = programme.rewards
  const [template] = programme.vouchers.templates
  if (!store || !reward || !template) throw new Error('the programme has no store, reward or voucher')
  const member = { maskedName: '食*', memberNumberTail: '0000' }
  return (place: number) => {
    const nth = String(place).padStart(8, '0')
    const memberId = `stranger-${nth}`
    const id = (what: string) => `${what}-${nth}`
    const cause = `grant:${nth}`
    const voucher = grantVoucher(template, { voucherId: id('voucher'), memberId, cause }, programme, at)
    const redemption = {
      redemptionId: id('redemption'),
      memberId,
      seq: 1,
      member,
      rewardId: reward.id,
      rewardName: reward.name,
      pricePoints: 1,
      status: 'issued' as const,
      issuedAt: at,
      expiresAt: at + UNTIL,
      storeIds: ['*'],
      cause: `redeem:${nth}`,
      events: [],
    }
    const review = {
      reviewId: id('review'),
      memberId,
      member,
      billId: `bill:${store.id}:${nth}`,
      storeId: store.id,
      payableFen: 5_600,
      rating: 5,
      text: '汤很鲜，面也筋道',
      at,
    }
    const submission = {
      submissionId: id('submission'),
      memberId,
      loginId: id('login'),
      member,
      taskId: 'table-photo',
      taskName: '晒一晒',
      asks: '拍一张',
      period: 'once',
      nth: 1,
      photo: `cloud://bench.bench/task-photos/${nth}.jpg`,
      at: at + UNTIL,
      decided: { approved: true, staffId: 'staff-chen', at: at + UNTIL },
    }
    return {
      redemptions: { _id: redemption.redemptionId, ...redemptionDocumentOf(redemption) },
      vouchers: { _id: voucher.voucherId, ...voucherDocumentOf(voucher) },
      reviews: { _id: review.reviewId, ...reviewDocumentOf(review) },
      submissions: { _id: submission.submissionId, ...submissionDocumentOf(submission) },
      phones: { _id: id('phone'), memberId },
      phone_codes: { _id: id('phone-code'), loginId: id('login'), sealedPhone: '', forgetAt: at + UNTIL },
      keyed_code_tries: { _id: id('tries'), tries: 1, guesses: [nth], forgetAt: at + UNTIL },
      used_codes: {
        _id: id('code'),
        usedAt: at,
        requestId: nth,
        staffId: 'staff-chen',
        storeId: store.id,
        forgetAt: at + UNTIL,
      },
    }
  }
}
