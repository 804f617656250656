const DECIMALS = 8n
export const MB_MS_PER_GB_S = 1024n * 1000n

/**
 * Money, exact. An atom is so small that a price in hundred-millionths of a yuan is a whole number of them, for a
 * metered call as for a megabyte of memory held for a millisecond.
 */
export type Atoms = bigint

/** A hundred-millionth of a yuan for each megabyte-millisecond of a GB-second is one atom. */
const ATOMS_PER_YUAN = 10n ** DECIMALS * MB_MS_PER_GB_S

/** `'0.5'` yuan as atoms. Throws for more than eight decimals, and for what is no amount. */
export function yuan(text: string): Atoms {
  const [, whole, part = ''] = /^(\d+)(?:\.(\d{1,8}))?$/.exec(text) ?? []
  if (whole === undefined) throw new Error(`"${text}" is not an amount of yuan with at most eight decimals`)
  return BigInt(whole + part.padEnd(Number(DECIMALS), '0')) * MB_MS_PER_GB_S
}

/** What one of `many` costs. Throws when that is no whole number of atoms. */
export function oneOf(price: Atoms, many: bigint): Atoms {
  if (price % many !== 0n) throw new Error(`${price} atoms cannot be divided by ${many}`)
  return price / many
}

/** What a megabyte held for a millisecond costs at a price per GB-second. */
export function perMbMs(pricePerGbSecond: Atoms): Atoms {
  return oneOf(pricePerGbSecond, MB_MS_PER_GB_S)
}

/** Yuan with so many decimals, halves rounded up: `0.350`. */
export function inYuan(amount: Atoms, decimals: number): string {
  return rounded(amount, ATOMS_PER_YUAN, decimals)
}

/** GB-seconds of megabyte-milliseconds, with so many decimals, halves rounded up. */
export function inGbSeconds(mbMs: bigint, decimals: number): string {
  return rounded(mbMs, MB_MS_PER_GB_S, decimals)
}

/** `part` of `whole` in percent, with so many decimals, halves rounded up: `3.5`. */
export function inPercent(part: bigint, whole: bigint, decimals: number): string {
  return rounded(part * 100n, whole, decimals)
}

/** A quotient of two amounts that are not negative, with so many decimals, halves rounded up. */
export function rounded(part: bigint, whole: bigint, decimals: number): string {
  const scale = 10n ** BigInt(decimals)
  const scaled = (part * scale * 2n + whole) / (whole * 2n)
  const digits = String(scaled).padStart(decimals + 1, '0')
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}

/** All decimals of an amount, and no more: `0.35`. */
export function exactYuan(amount: Atoms): string {
  return exactly(amount, ATOMS_PER_YUAN)
}

/** All decimals of GB-seconds, and no more. */
export function exactGbSeconds(mbMs: bigint): string {
  return exactly(mbMs, MB_MS_PER_GB_S)
}

/** Both units have no prime factors but 2 and 5, so the decimals end. */
function exactly(part: bigint, whole: bigint): string {
  let decimals = 0
  for (let rest = part % whole; rest !== 0n; rest = (rest * 10n) % whole) decimals += 1
  return rounded(part, whole, decimals)
}
