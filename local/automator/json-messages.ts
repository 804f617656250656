import type { WebSocket } from 'ws'

/** RFC 6455: data that is not what the message's type says. */
const NOT_WHAT_IT_SHOULD_BE = 1007

/** Hears the objects a socket sends. One that sends anything else is closed: it is not whom we talk to. */
export function onJson<Message extends object>(
  socket: WebSocket,
  listener: (message: Message) => void,
): void {
  socket.on('message', (data) => {
    const message = objectIn(String(data))
    if (message) listener(message as Message)
    else socket.close(NOT_WHAT_IT_SHOULD_BE, 'messages are JSON objects')
  })
}

function objectIn(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' ? value : null
  } catch {
    return null
  }
}
