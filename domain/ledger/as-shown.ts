import { accept, refuse, type Decision, type Refused } from '../decision'

export type DearerNow = Refused<'dearer-now', { pricePoints: number }>

/**
 * Nobody pays more points than they were shown: a price that rose between look and tap is asked about again. One that
 * fell is taken. `shownPoints` is undefined for a mini-program of before there was this question.
 */
export function asShown(pricePoints: number, shownPoints: number | undefined): Decision<null, DearerNow> {
  return shownPoints !== undefined && pricePoints > shownPoints
    ? refuse('dearer-now', { pricePoints })
    : accept(null)
}
