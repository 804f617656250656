import path from 'node:path'
import automator from 'miniprogram-automator'
import { WebSocket } from 'ws'
import { CallLog } from '../../local/cloud/call-log'
import { PhoneConnections } from '../../local/automator/phone-connections'
import { openRelay, type Relay } from '../../local/automator/relay'
import { listenOnLoopback } from '../../local/stage/loopback'
import { openStage, type Stage } from '../../local/stage/server'
import { eventually } from '../support/eventually'
import { plainBuild } from './plain-build'

const root = path.resolve(__dirname, '../..')
let stage: Stage
let relay: Relay
beforeAll(async () => {
  stage = await openStage({
    server: await listenOnLoopback(0),
    cloud: { invoke: async () => null, phoneNumbers: new Map(), calls: new CallLog() },
    build: plainBuild(),
    nodeModulesDir: path.join(root, 'node_modules'),
    pageDir: path.join(root, 'local/stage/page'),
    dataId: 'some-data',
  })
  const isPhone = (name: string): boolean => stage.phones.get(name) !== null
  relay = openRelay({ server: await listenOnLoopback(0), connections: stage.connections, isPhone })
})
afterAll(async () => {
  await relay.close()
  await stage.close()
})

const opened: WebSocket[] = []
afterEach(async () => {
  for (const socket of opened.splice(0)) socket.terminate()
  await eventually(() => !stage.connections.isOpen('diner') && !stage.connections.isOpen('cashier'))
})

const connected = (socket: WebSocket): Promise<WebSocket> => {
  opened.push(socket)
  return new Promise((resolve, reject) => {
    socket.on('open', () => resolve(socket))
    socket.on('error', reject)
  })
}

/** A phone's page, as far as the relay knows it: answers everything but `App.never`. */
async function phonePage(name: string): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${stage.port}/phone/${name}/automator`)
  // Before it is open: what waited for it comes at once.
  socket.on('message', (data) => {
    const { id, method, params } = JSON.parse(String(data)) as { id: number; method: string; params: object }
    if (method === 'App.never') return
    if (method === 'App.fail') {
      return socket.send(JSON.stringify({ id, error: { message: 'covered by a sheet' } }))
    }
    socket.send(JSON.stringify({ id, result: { name, ...params } }))
  })
  return connected(socket)
}

interface Client {
  ask(method: string, params?: object): Promise<unknown>
  events: unknown[]
}

let asked = 0
async function client(phone: string): Promise<Client> {
  const socket = await connected(new WebSocket(relay.endpointOf(phone)))
  const events: unknown[] = []
  const waiting = new Map<string, { resolve(value: unknown): void; reject(error: Error): void }>()
  socket.on('message', (data) => {
    const { id, result, error, ...event } = JSON.parse(String(data)) as {
      id?: string
      result?: unknown
      error?: { message: string }
    }
    if (id === undefined) return events.push(event)
    if (error) waiting.get(id)?.reject(new Error(error.message))
    else waiting.get(id)?.resolve(result)
  })
  return {
    events,
    ask(method, params = {}) {
      // Two clients may well use the same ids.
      const id = `id-${(asked += 1) % 2}`
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject })
        socket.send(JSON.stringify({ id, method, params }))
      })
    },
  }
}

describe('the automator relay', () => {
  it('answers each client from the phone it named', async () => {
    await phonePage('diner')
    await phonePage('cashier')
    const [diner, cashier] = [await client('diner'), await client('cashier')]
    expect(await diner.ask('App.who')).toEqual({ name: 'diner' })
    expect(await cashier.ask('App.who')).toEqual({ name: 'cashier' })
  })

  it('without a name is the diner', async () => {
    await phonePage('diner')
    expect(await (await client('')).ask('App.who')).toEqual({ name: 'diner' })
  })

  it('keeps the answers of two clients of one phone apart', async () => {
    await phonePage('diner')
    const [one, two] = [await client('diner'), await client('diner')]
    asked = 0
    const first = one.ask('App.who', { from: 'one' })
    asked = 0
    const second = two.ask('App.who', { from: 'two' })
    expect(await first).toEqual({ name: 'diner', from: 'one' })
    expect(await second).toEqual({ name: 'diner', from: 'two' })
  })

  it("passes a phone's errors and events on, to its own clients only", async () => {
    const page = await phonePage('diner')
    const [diner, cashier] = [await client('diner'), await client('cashier')]
    await expect(diner.ask('App.fail')).rejects.toThrow('covered by a sheet')
    page.send(JSON.stringify({ method: 'App.logAdded', params: { args: ['hello'] } }))
    await diner.ask('App.who')
    expect(diner.events).toEqual([{ method: 'App.logAdded', params: { args: ['hello'] } }])
    expect(cashier.events).toEqual([])
  })

  it('waits for a phone whose page is not open yet', async () => {
    const early = (await client('diner')).ask('App.who')
    await new Promise((resolve) => setTimeout(resolve, 50))
    await phonePage('diner')
    expect(await early).toEqual({ name: 'diner' })
  })

  it('says which page to open when nobody does', async () => {
    const impatient = new PhoneConnections(stage.addressOf, 20)
    await expect(impatient.request('diner', 'App.who', {})).rejects.toThrow(
      `no page of diner is open; open ${stage.url}phone/diner/ in a browser`,
    )
  })

  it('tells what a reload left unanswered, and goes on with the new page', async () => {
    const page = await phonePage('diner')
    const diner = await client('diner')
    const unanswered = expect(diner.ask('App.never')).rejects.toThrow('closed or reloaded before it answered')
    await diner.ask('App.who')
    page.close()
    await unanswered
    await phonePage('diner')
    expect(await diner.ask('App.who')).toEqual({ name: 'diner' })
  })

  it('knows two windows of one phone: the newest is the phone, then the other again', async () => {
    const first = await phonePage('diner')
    const second = await phonePage('diner')
    const heard: string[] = []
    first.on('message', () => heard.push('first'))
    second.on('message', () => heard.push('second'))
    const diner = await client('diner')
    await diner.ask('App.who')
    second.close()
    await new Promise((resolve) => second.on('close', resolve))
    await diner.ask('App.who')
    expect(heard).toEqual(['second', 'first'])
  })

  it.each(['Tool.getTicket', 'Tool.enableRemoteDebug', 'Tool.stopAudits', 'Tool.getTestAccounts'])(
    'refuses %s by name',
    async (method) => {
      await expect((await client('diner')).ask(method)).rejects.toThrow(
        `${method} is not supported by the preview`,
      )
    },
  )

  it('refuses screenshots when no browser is its own, and takes them when one is', async () => {
    await expect((await client('diner')).ask('App.captureScreenshot')).rejects.toThrow(
      'App.captureScreenshot is not supported',
    )
    const own = openRelay({
      server: await listenOnLoopback(0),
      connections: stage.connections,
      isPhone: () => true,
      screenshot: async (phone) => `picture of ${phone}`,
    })
    const miniProgram = await automator.connect({ wsEndpoint: own.endpointOf('cashier') })
    expect(await miniProgram.screenshot()).toBe('picture of cashier')
    miniProgram.disconnect()
    await own.close()
  })

  it.each(['not JSON', '"text"', 'null'])(
    'ends the connection of who sends %s, and lives on',
    async (frame) => {
      for (const socket of [
        await phonePage('diner'),
        await connected(new WebSocket(relay.endpointOf('diner'))),
      ]) {
        const code = new Promise((resolve) => socket.on('close', resolve))
        socket.send(frame)
        expect(await code).toBe(1007)
      }
      await phonePage('diner')
      expect(await (await client('diner')).ask('App.who')).toEqual({ name: 'diner' })
    },
  )

  it('refuses a request without a method', async () => {
    const socket = await connected(new WebSocket(relay.endpointOf('diner')))
    const reply = new Promise((resolve) => socket.on('message', (data) => resolve(JSON.parse(String(data)))))
    socket.send('{"id":"1"}')
    expect(await reply).toEqual({ id: '1', error: { message: 'the request has no method' } })
  })

  it('lets no browser page in, and no unknown phone', async () => {
    const tries: [string, Record<string, string>][] = [
      ['diner', { origin: `http://127.0.0.1:${relay.port}` }],
      ['diner', { host: 'evil.example' }],
    ]
    for (const [phone, headers] of tries) {
      await expect(connected(new WebSocket(relay.endpointOf(phone), { headers }))).rejects.toThrow('403')
    }
    await expect(connected(new WebSocket(relay.endpointOf('nobody')))).rejects.toThrow('404')
  })
})
