import type { Value } from '../../contract'
import { figureOf, pastLine, termsLine, validityLine, voucherWords, whereTaken } from '../copy/vouchers'

type Voucher = Value<'vouchers', 'list'>['vouchers'][number]

/** A voucher's face as templates show it. */
export interface ShownVoucher {
  voucherId: string
  name: string
  figure: string
  /** How large the figure may be written beside the face. */
  size: '' | 'long' | 'longest'
  terms: string
  /** Until when and where it is good; of a past one, what became of it. */
  when: string
  where: string
  /** Everything in one sentence, for who cannot see the face. */
  label: string
}

export function shownVoucher(
  voucher: Pick<Voucher, 'voucherId' | 'name' | 'terms' | 'storeNames' | 'validFrom' | 'lastGoodDay'>,
  today: string,
): ShownVoucher {
  const { voucherId, name } = voucher
  const [terms, where] = [termsLine(voucher.terms), whereTaken(voucher.storeNames)]
  const when = validityLine(voucher, today)
  const figure = figureOf(voucher.terms)
  return {
    voucherId,
    name,
    figure,
    size: figure.length > 7 ? 'longest' : figure.length > 5 ? 'long' : '',
    terms,
    when,
    where,
    label: [name, terms, when, where].join('，'),
  }
}

/** One that is used or over: what became of it stands where it was good. */
export function pastVoucher(voucher: Voucher, today: string, now: number): ShownVoucher {
  const face = shownVoucher(voucher, today)
  const when = pastLine(voucher, today, now)
  const state = voucherWords.states[voucher.used === null ? 'ended' : 'used']
  return { ...face, when, where: '', label: [face.name, state, when].join('，') }
}
