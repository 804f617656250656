/** `¥56`, `¥56.80`: whole yuan without decimals, as a menu writes it. From integer fen, without floats. */
export function yuan(fen: number): string {
  const sign = fen < 0 ? '-' : ''
  const whole = Math.floor(Math.abs(fen) / 100)
  const rest = Math.abs(fen) % 100
  const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${sign}¥${grouped}${rest === 0 ? '' : `.${String(rest).padStart(2, '0')}`}`
}

/** `1,284`. */
export function count(value: number): string {
  return (value < 0 ? '-' : '') + String(Math.abs(value)).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** `+84`, `-100`, `0`. */
export function signed(points: number): string {
  return points > 0 ? `+${count(points)}` : count(points)
}

/** A number of parts as a decimal of the whole, without floats: 8,500 of 1,000 are `8.5`, 12,000 of 10,000 are `1.2`. */
export function decimal(parts: number, whole: number): string {
  const rest = String(parts % whole)
    .padStart(String(whole).length - 1, '0')
    .replace(/0+$/, '')
  return `${Math.floor(parts / whole)}${rest === '' ? '' : `.${rest}`}`
}
