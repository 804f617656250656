import fc from 'fast-check'
import { fraction, roundFraction } from '../../domain/earning/fraction'
import { earningOf } from '../../domain/earning/pipeline'
import type { EarningStep } from '../../domain/earning/step'
import { baseStep } from '../../domain/earning/base-step'
import { eligibleFen } from '../../domain/bill/bill'
import { aProgramme } from '../support/programmes'

const facts = (fen: number) => ({ eligibleFen: fen, storeId: 'riverside', tier: null })

describe('what a bill earns', () => {
  it.each([
    ['¥1 = 1 point', 5600, {}, 56],
    ['fen below a point are dropped, once, at the end', 5699, {}, 56],
    ['one fen earns nothing', 1, {}, 0],
    ['the largest bill', 9_999_999, {}, 99_999],
    ['¥1 = 2 points', 5650, { points: 2 }, 113],
    ['¥2 = 1 point', 5700, { perFen: 200 }, 28],
    ['rounding to the nearest', 5750, { rounding: 'nearest' as const }, 58],
    ['rounding to the nearest, below half', 5749, { rounding: 'nearest' as const }, 57],
    ['rounding up', 5701, { rounding: 'up' as const }, 58],
    ['rounding up leaves whole points alone', 5700, { rounding: 'up' as const }, 57],
    ['a programme that earns nothing', 5600, { points: 0 }, 0],
  ])('%s', (_name, fen, earning, points) => {
    expect(earningOf(facts(fen), aProgramme({ earning })).points).toBe(points)
  })

  it('says why, with the numbers it used', () => {
    expect(earningOf(facts(5600), aProgramme()).breakdown).toEqual([
      { step: 'base', points: 56, because: { eligibleFen: 5600, points: 1, perFen: 100 } },
    ])
  })

  it('what is paid with points earns no points', () => {
    const bill = {
      amountFen: 6000,
      tenders: [
        { kind: 'points' as const, amountFen: 1000 },
        { kind: 'wechat-pay' as const, amountFen: 5000 },
      ],
    }
    expect(eligibleFen(bill)).toBe(5000)
    expect(eligibleFen({ amountFen: 6000, tenders: [] })).toBe(6000)
  })

  it('lines of any steps add up to the points, whatever the rounding', () => {
    const times: (percent: number) => EarningStep = (percent) => ({
      name: 'base',
      apply: (running) => ({
        running: fraction(running.numerator * percent, running.denominator * 100),
        because: { percent },
      }),
    })
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9_999_999 }),
        fc.integer({ min: 1, max: 1000 }),
        fc.constantFrom('down' as const, 'nearest' as const, 'up' as const),
        fc.array(fc.integer({ min: 100, max: 200 }), { maxLength: 3 }),
        (fen, perFen, rounding, percents) => {
          const programme = aProgramme({ earning: { perFen, rounding } })
          const earned = earningOf(facts(fen), programme, [baseStep, ...percents.map(times)])
          expect(earned.breakdown.reduce((sum, line) => sum + line.points, 0)).toBe(earned.points)
          expect(Number.isSafeInteger(earned.points)).toBe(true)
        },
      ),
    )
  })

  it('a fraction that cannot be exact is a fault, not a wrong number', () => {
    expect(() => fraction(0.5, 1)).toThrow(/exact/)
    expect(() => fraction(2 ** 53, 1)).toThrow(/exact/)
    expect(roundFraction(fraction(3, 2), 'nearest')).toBe(2)
  })
})
