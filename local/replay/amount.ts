/**
 * `16.99`, `\u00A51,234.5`, `\uFFE520`, `56.80\u5143` -> fen, digit by digit: no floats for value. Null when it is not an
 * amount. Takes the half-width and the full-width yuan sign, and the character \u5143 behind.
 */
export function fenOf(text: string): number | null {
  const match = /^[\u00A5\uFFE5$]?\s*(\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.(\d{1,2}))?\s*\u5143?$/.exec(
    text.trim(),
  )
  if (!match) return null
  const [, whole = '', decimals = ''] = match
  return Number(whole.replaceAll(',', '')) * 100 + Number(decimals.padEnd(2, '0'))
}
