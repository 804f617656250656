import { DocumentStore } from '../../local/cloud/engine/document-store'
import { Database } from '../../local/cloud/engine/database'
import { History } from '../../local/cloud/engine/history'
import { Locks } from '../../local/cloud/engine/locks'
import { Transactions, type Transaction } from '../../local/cloud/engine/transactions'
import { CallLog } from '../../local/cloud/call-log'
import { Invocation, Invocations } from '../../local/cloud/functions/invocation'
import { rejection } from './probe-function'

/** The engine alone, with a clock that the test moves. */
function openEngine() {
  const clock = { now: 0 }
  const store = new DocumentStore({ folder: null, durability: 'none' })
  store.arrange([
    {
      name: 'members',
      indexes: [{ name: 'phone', unique: true, fields: [{ field: 'phone', direction: 1 }] }],
    },
  ])
  const history = new History()
  const locks = new Locks<Transaction>()
  const transactions = new Transactions(store, history, locks, () => clock.now)
  const database = new Database(store, history, locks, 20)
  for (let i = 0; i < 10; i += 1) database.put('members', { _id: `m${i}`, phone: i })
  return { clock, store, history, locks, transactions, database }
}

type Engine = ReturnType<typeof openEngine>

function raise({ transactions, database }: Engine, id: string): Transaction {
  const transaction = transactions.start()
  transaction.begin('operation')
  database.updateIn(transaction, 'members', id, { $inc: { phone: 100 } })
  transaction.finish()
  return transaction
}

const sizes = ({ history, locks, transactions }: Engine) => [history.size, locks.size, transactions.size]

let engine: Engine
beforeEach(() => {
  engine = openEngine()
})
afterEach(() => engine.store.close())

it('nothing is held once every transaction has ended, one way or another', async () => {
  for (let round = 0; round < 50; round += 1) {
    const [committed, rolledBack, abandoned] = ['m1', 'm2', 'm3'].map((id) => raise(engine, id))
    await engine.database.update('members', { _id: 'm4' }, { $inc: { phone: 100 } }, false)
    const refused = await rejection(
      engine.database.update('members', { _id: 'm3' }, { $set: { n: round } }, false),
    )
    expect(refused.message).toContain('stayed locked')
    expect(Math.min(...sizes(engine))).toBeGreaterThan(0)
    committed?.commit()
    rolledBack?.end()
    engine.clock.now += 30_000
    expect(abandoned?.isAlive()).toBe(false)
    expect(sizes(engine)).toEqual([0, 0, 0])
  }
})

it('a write that gave up waiting waits no longer', async () => {
  raise(engine, 'm1')
  const before = engine.locks.size
  await rejection(engine.database.update('members', { _id: 'm1' }, { $set: { n: 1 } }, false))
  expect(engine.locks.size).toBe(before)
})

it('what an abandoned reader still needs is kept for it, and let go with it', () => {
  const reader = engine.transactions.start()
  reader.begin('operation')
  reader.finish()
  for (let i = 0; i < 20; i += 1) raise(engine, 'm5').commit()
  const members = engine.store.collection('members')
  expect(reader.read(members, 'm5')?.document).toEqual({ _id: 'm5', phone: 5 })
  engine.clock.now += 30_000
  engine.transactions.expire()
  expect(sizes(engine)).toEqual([0, 0, 0])
})

it('an abandoned reader does not slow the others down, however much is kept for it', () => {
  const { history, store } = engine
  const collection = store.collection('members')
  history.takeSnapshot({})
  for (let i = 0; i < 50_000; i += 1)
    history.record([{ collection, id: `n${i}`, before: null, after: { _id: `n${i}`, phone: i } }])
  const round = (): number => {
    const startedAt = performance.now()
    for (let i = 0; i < 2_000; i += 1) {
      const reader = {}
      history.takeSnapshot(reader)
      history.forget(reader)
    }
    return performance.now() - startedAt
  }
  // Walking through everything takes seconds; the quickest of five rounds, since a busy machine only adds.
  expect(Math.min(...Array.from({ length: 5 }, round))).toBeLessThan(200)
})

it('an invocation is forgotten when it ends, also by its death', () => {
  const calls = new CallLog()
  const invocations = new Invocations()
  const folder = { name: 'f', file: '', openApiPermissions: [], trigger: null }
  const invocation = new Invocation(folder, { openid: 'o' }, null)
  calls.add(invocation.record)
  invocations.started(invocation)
  expect(invocations.find(invocation.id)).toBe(invocation)
  expect(invocations.size).toBe(1)
  invocation.die()
  expect(invocations.find(invocation.id)).toBeNull()
  invocations.ended(invocation)
  expect(invocations.size).toBe(0)
})
