import { accept, refuse, type Decision, type Refused } from '../decision'
import type { Instant } from '../time/business-day'
import { sameText, type Seal } from './sealed-code'

/**
 * The numeric form of the member code, for a till without a scanner: the member number and six digits that
 * change every minute. The digits of the running and of the last window are taken, so a code shown at :59 can
 * still be keyed.
 */
export const KEYED_CODE_WINDOW_MS = 60_000
/** Requirement F17: five tries in a window, then it is locked until the next. */
export const KEYED_CODE_TRIES = 5

export type WrongKeyedCode = Refused<'wrong-keyed-code', { triesLeft: number }>

export function keyedWindow(now: Instant): number {
  return Math.floor(now / KEYED_CODE_WINDOW_MS)
}

/** The six digits of one window. Sixteen hex digits of the seal keep the bias of the remainder below 1 in 10^12. */
export function keyedDigits(memberNumber: string, window: number, seal: Seal): string {
  const hex = seal(`HW1.K.${memberNumber}.${window}`)
  const value = BigInt(`0x${hex.slice(0, 16)}`) % 1_000_000n
  return value.toString().padStart(6, '0')
}

/** The window the digits belong to. `tries` counts this try. */
export function matchKeyedDigits(
  digits: string,
  memberNumber: string,
  now: Instant,
  tries: number,
  seal: Seal,
): Decision<{ window: number }, WrongKeyedCode> {
  const current = keyedWindow(now)
  const window = [current, current - 1].find((w) => sameText(keyedDigits(memberNumber, w, seal), digits))
  if (window === undefined) {
    return refuse('wrong-keyed-code', { triesLeft: Math.max(0, KEYED_CODE_TRIES - tries) })
  }
  return accept({ window })
}
