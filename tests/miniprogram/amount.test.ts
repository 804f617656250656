import { fenOf, press, type Key } from '../../miniprogram/counter/amount'

const type = (keys: string): string => [...keys].reduce((text, key) => press(text, key as Key), '')

describe('keying an amount', () => {
  it.each([
    ['56', '56', 5600],
    ['56.8', '56.8', 5680],
    ['56.80', '56.80', 5680],
    ['56.809', '56.80', 5680],
    ['.5', '0.5', 50],
    ['0.01', '0.01', 1],
    ['007', '7', 700],
    ['0', '0', null],
    ['0.00', '0.00', null],
    ['5..6', '5.6', 560],
    ['.', '0.', null],
    ['56.', '56.', 5600],
    ['99999.99', '99999.99', 9_999_999],
    ['1234567', '12345', 1_234_500],
    ['', '', null],
  ])('%s shows %s and is %s fen', (keys, shown, fen) => {
    const text = type(keys)
    expect(text).toBe(shown)
    expect(fenOf(text)).toBe(fen)
  })

  it('takes back one key, or all', () => {
    expect(press('56.8', 'erase')).toBe('56.')
    expect(press('', 'erase')).toBe('')
    expect(press('56.8', 'clear')).toBe('')
  })

  it('loses nothing to floating point', () => {
    for (let fen = 1; fen <= 9_999_999; fen += 997) {
      const text = `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`
      expect(fenOf(text)).toBe(fen)
    }
  })
})
