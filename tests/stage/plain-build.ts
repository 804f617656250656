import type { PreviewBuild } from '../../local/preview/build'
import type { Problem } from '../../local/preview/compile/problems'

/**
 * A build whose phones only say their name and answer `App.echo`, `App.never` and nothing else: for tests of what
 * is around the phones.
 */
export interface PlainBuild extends PreviewBuild {
  /** As after an edit of the source. */
  rebuild(problems: Problem[]): void
}

const runtime = `
const { name, base } = window.huiweiPhoneSetup
const canvas = document.createElement('canvas')
window.huiweiPhone = {
  name, errors: [], network: 'normal', camera: async () => [],
  refuses: { phoneNumber: false, subscription: false, photos: false }, largeFont: false, clockShiftMs: 0,
  address: () => 'pages/home/home', deeds: [],
  putAway() { this.deeds.push('put away') }, takeUp() { this.deeds.push('taken up') },
  canvasesOnScreen: () => [...document.querySelectorAll('canvas')],
  settled: async () => {},
}
document.addEventListener('keydown', ({ key }) => { document.title = 'pressed ' + key })
const socket = new WebSocket('ws://' + location.host + base + '/automator')
socket.onmessage = ({ data }) => {
  const { id, method, params } = JSON.parse(data)
  if (method === 'App.never') return
  const reply = method === 'App.echo' ? { result: { name, params } } : { error: { message: method + ' is unknown' } }
  socket.send(JSON.stringify({ id, ...reply }))
  if (method === 'App.echo') socket.send(JSON.stringify({ method: 'App.logAdded', params: { args: [name] } }))
}`

export function plainBuild(): PlainBuild {
  const listeners = new Set<(problems: Problem[]) => void>()
  let problems: Problem[] = []
  return {
    script: () => `document.getElementById('phone').textContent = window.huiweiPhoneSetup.entryPage`,
    runtimeScript: () => runtime,
    problems: () => problems,
    asset: async (path) =>
      path === 'assets/bowl.svg' ? { body: Buffer.from('<svg/>'), type: 'image/svg+xml' } : null,
    icon: (name) => (name === 'check' ? '<svg/>' : null),
    onRebuilt: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => {},
    rebuild(next) {
      problems = next
      for (const listener of listeners) listener(next)
    },
  }
}
