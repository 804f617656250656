/** `16.99`, `¥1,234.5`, `$20` -> fen, digit by digit: no floats for value. Null when it is not an amount. */
export function fenOf(text: string): number | null {
  const match = /^[¥¥$]?\s*(\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.(\d{1,2}))?$/.exec(text.trim())
  if (!match) return null
  const [, whole = '', decimals = ''] = match
  return Number(whole.replaceAll(',', '')) * 100 + Number(decimals.padEnd(2, '0'))
}
