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
