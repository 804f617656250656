import type { Network } from '../../phone'
import { whileBusy } from './settled'

let network: Network = 'normal'
let base = ''
const listeners = new Set<(connected: boolean) => void>()

export function useBase(path: string): void {
  base = path
}

export const currentNetwork = (): Network => network

export const isConnected = (): boolean => network !== 'offline'

export function setNetwork(next: Network): void {
  const before = isConnected()
  network = next
  if (before !== isConnected()) for (const listener of [...listeners]) listener(isConnected())
}

export function onConnection(listener: (connected: boolean) => void): void {
  listeners.add(listener)
}

/** The request did not get through, or its reply was not heard. The caller cannot tell which: nor can a phone. */
export class NoReply extends Error {}

/**
 * Asks the stage, the only place a phone here reaches.
 * @returns the reply's JSON.
 * @throws NoReply when the phone is offline, when the stage does not answer, and in place of a lost reply.
 */
export async function post(path: string, body: unknown): Promise<unknown> {
  if (!isConnected()) throw new NoReply('net::ERR_INTERNET_DISCONNECTED')
  return whileBusy(
    (async () => {
      const reply = await fetch(base + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      const answer: unknown = await reply.json()
      if (network === 'lose-next-reply') {
        setNetwork('normal')
        throw new NoReply('net::ERR_CONNECTION_RESET')
      }
      return answer
    })().catch((error: unknown) => {
      throw error instanceof NoReply ? error : new NoReply(`net::ERR_FAILED ${String(error)}`)
    }),
  )
}
