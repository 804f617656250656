import type { PhoneError } from '../../phone'

export const warnings: PhoneError[] = []

/** What WeChat warns of on its console: no mistake that ends a journey, but nobody's intention either. */
export function warn(where: string, message: string): void {
  warnings.push({ where, message })
  console.warn(`[${where}] ${message}`)
}
