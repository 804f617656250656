import { SLOW_BY_MS, type Network } from '../../phone'
import { linkedPath } from './links'
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

const failed = (error: unknown): never => {
  throw new NoReply(`net::ERR_FAILED ${String(error)}`)
}

/** The file of a temporary URL; null when that is over, or leads nowhere. Throws NoReply. */
export function download(url: string): Promise<Blob | null> {
  const path = linkedPath(url)
  if (path === null) throw new Error(`${url} is no link of this stage`)
  return whileBusy(
    heard(async () => {
      const reply = await fetch(path)
      return reply.ok ? reply.blob() : null
    }),
  )
}

/**
 * Asks the stage, the only place a phone here reaches. A Blob is sent as it is, everything else as JSON.
 * @returns the reply's JSON.
 * @throws NoReply when the phone is offline before the reply is heard, when the stage does not answer, and in place
 * of a lost reply; a plain error when the stage refuses: a mistake of whoever asks, no matter of the network.
 */
export async function post(path: string, body: unknown): Promise<unknown> {
  return whileBusy(ask(path, body))
}

async function ask(path: string, body: unknown): Promise<unknown> {
  const { reply, text } = await heard(async () => {
    const reply = await fetch(base + path, {
      method: 'POST',
      ...(body instanceof Blob
        ? { body }
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
    return { reply, text: await reply.text() }
  })
  if (!reply.ok) throw new Error(`the stage answered ${path} with ${reply.status}: ${text.trim()}`)
  return JSON.parse(text) as unknown
}

/** What a request brings, if the phone's network lets it through both ways. */
async function heard<Result>(request: () => Promise<Result>): Promise<Result> {
  if (network === 'slow') await new Promise((resolve) => setTimeout(resolve, SLOW_BY_MS))
  if (!isConnected()) throw new NoReply('net::ERR_INTERNET_DISCONNECTED')
  const result = await request().catch(failed)
  if (!isConnected()) throw new NoReply('net::ERR_INTERNET_DISCONNECTED')
  if (network === 'lose-next-reply') {
    setNetwork('normal')
    throw new NoReply('net::ERR_CONNECTION_RESET')
  }
  return result
}
