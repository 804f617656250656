import { invariant } from '../fault'

/** An exact number of points while a bill is being worked out: numerator over denominator, both whole. */
export interface Fraction {
  numerator: number
  denominator: number
}

export type Rounding = 'down' | 'nearest' | 'up'

export function fraction(numerator: number, denominator: number): Fraction {
  invariant(
    Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator) && numerator >= 0 && denominator > 0,
    `${numerator}/${denominator} is not an exact fraction`,
  )
  return { numerator, denominator }
}

/** The whole number of points of a fraction. Half rounds up. */
export function roundFraction({ numerator, denominator }: Fraction, rounding: Rounding): number {
  const rest = numerator % denominator
  const whole = (numerator - rest) / denominator
  switch (rounding) {
    case 'down':
      return whole
    case 'up':
      return rest === 0 ? whole : whole + 1
    case 'nearest':
      return rest * 2 >= denominator ? whole + 1 : whole
  }
}
