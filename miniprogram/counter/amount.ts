/** The till's keys; `.` and the two that take back. */
export type Key = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '.' | 'erase' | 'clear'

/** ¥99,999.99 is the largest bill the contract takes. */
const WHOLE_DIGITS = 5

/** The amount as typed after one more key; a key that makes no sense there changes nothing. */
export function press(text: string, key: Key): string {
  if (key === 'clear') return ''
  if (key === 'erase') return text.slice(0, -1)
  const [whole = '', cents] = text.split('.')
  if (key === '.') return cents === undefined ? `${whole === '' ? '0' : whole}.` : text
  if (cents !== undefined) return cents.length < 2 ? text + key : text
  if (whole === '0') return key
  return whole.length < WHOLE_DIGITS ? text + key : text
}

/** What was typed, in fen; null while it is not an amount yet. Whole numbers only, no floats. */
export function fenOf(text: string): number | null {
  const [whole = '', cents = ''] = text.split('.')
  const fen = Number(whole || '0') * 100 + Number(cents.padEnd(2, '0'))
  return fen > 0 ? fen : null
}
