import { onConsole } from '../phone/console'
import { messageOf, onError } from '../phone/errors'
import { appMethods } from './app-methods'
import { elementMethods } from './element-methods'
import { nativeMethods } from './native-methods'
import { pageMethods } from './page-methods'
import { plain } from './plain'

export type Params = Record<string, unknown>
export type Methods = Record<string, (params: never) => unknown>

const RECONNECT_MS = 1000

const methods: Methods = { ...appMethods, ...pageMethods, ...elementMethods, ...nativeMethods }

let socket: WebSocket | undefined

/** Tells whoever drives the phone something it did not ask for. */
export function tell(method: string, params: unknown): void {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ method, params }))
}

async function answer(method: string, params: Params): Promise<unknown> {
  const run = methods[method]
  if (run === undefined) throw new Error(`${method} is not supported by the preview`)
  return (await run(params as never)) ?? {}
}

async function hear(from: WebSocket, text: string): Promise<void> {
  const { id, method, params } = JSON.parse(text) as { id: unknown; method: string; params?: Params }
  const reply = await answer(method, params ?? {}).then(
    (result) => ({ id, result }),
    (error: unknown) => ({ id, error: { message: messageOf(error) } }),
  )
  if (from.readyState === WebSocket.OPEN) from.send(JSON.stringify(reply))
}

function connect(url: string): void {
  const opened = new WebSocket(url)
  socket = opened
  opened.addEventListener('message', ({ data }) => void hear(opened, String(data)))
  opened.addEventListener('close', () => setTimeout(() => connect(url), RECONNECT_MS))
}

/** Connects the phone to the stage's relay, where `miniprogram-automator` drives it, and again whenever it is lost. */
export function connectAutomator(base: string): void {
  onConsole((type, args) => tell('App.logAdded', { type, args: plain(args) }))
  onError((error, where) => {
    const stack = error instanceof Error ? error.stack : undefined
    tell('App.exceptionThrown', { message: `${where}: ${messageOf(error)}`, stack })
  })
  connect(`${location.origin.replace(/^http/, 'ws')}${base}/automator`)
}
