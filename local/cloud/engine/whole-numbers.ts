import { unsupported } from '../errors'

/**
 * Fails by name for a result of whole numbers that a JavaScript number cannot hold: the platform's 64 bits
 * could, the SDKs could not read it back.
 */
export function exact(result: number, ...of: number[]): number {
  if (of.every(Number.isInteger) && !Number.isSafeInteger(result))
    throw unsupported('Arithmetic with whole numbers beyond 2^53')
  return result
}
