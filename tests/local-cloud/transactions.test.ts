import { openProbe, rejection, type Probe, type ProbeScope } from './probe-function'
import { eventually } from '../support/eventually'

let probe: Probe
/** Whoever waits for a lock waits longer than any test holds one, unless a test is about giving up. */
async function open(lockWaitMs = 10_000): Promise<void> {
  probe = await openProbe({ lockWaitMs })
  probe.cloud.put('plain', { _id: 'a', n: 1 })
  probe.cloud.put('plain', { _id: 'b', n: 1 })
}
beforeEach(() => open())
afterEach(() => probe.close())

const document = (id: string) => probe.cloud.documents('plain').find((d) => d._id === id)

describe('a transaction', () => {
  it('reads its own writes, shows them to nobody, and makes them everyone’s at the commit', async () => {
    const seen = await probe.run(async ({ db, _ }) => {
      const t = await db.startTransaction()
      const inside = t.collection('plain')
      await inside.doc('a').update({ n: _.inc(5) })
      await inside.add({ _id: 'new', n: 9 })
      await inside.doc('b').remove()
      const own = [await inside.doc('a').get(), await inside.doc('new').get(), await inside.doc('b').get()]
      const others = (await db.collection('plain').orderBy('_id', 'asc').get()).data
      await t.commit()
      return { own: own.map((reply) => reply.data), others }
    })
    expect(seen.own).toEqual([{ _id: 'a', n: 6 }, { _id: 'new', n: 9 }, null])
    expect(seen.others).toEqual([
      { _id: 'a', n: 1 },
      { _id: 'b', n: 1 },
    ])
    expect(probe.cloud.documents('plain')).toEqual([
      { _id: 'a', n: 6 },
      { _id: 'new', n: 9 },
    ])
    expect(probe.cloud.checkIndexes()).toEqual([])
  })

  it('leaves nothing behind when rolled back', async () => {
    await probe.run(async ({ db }) => {
      const t = await db.startTransaction()
      await t.collection('plain').doc('a').set({ n: 100 })
      await t.rollback()
    })
    expect(document('a')).toEqual({ _id: 'a', n: 1 })
  })

  it('reads the database as it was at its first operation, not at its start', async () => {
    const seen = await probe.run(async ({ db }) => {
      const outside = db.collection('plain')
      const t = await db.startTransaction()
      const inside = t.collection('plain')
      await outside.doc('a').update({ n: 2 })
      const first = (await inside.doc('a').get()).data
      await outside.doc('a').update({ n: 3 })
      await outside.doc('b').remove()
      await outside.add({ _id: 'late' })
      const later = [await inside.doc('a').get(), await inside.doc('b').get(), await inside.doc('late').get()]
      await t.rollback()
      return { first, later: later.map((reply) => reply.data) }
    })
    expect(seen.first).toEqual({ _id: 'a', n: 2 })
    expect(seen.later).toEqual([{ _id: 'a', n: 2 }, { _id: 'b', n: 1 }, null])
  })

  it('fails with a conflict when it writes what changed since its snapshot, and is gone then', async () => {
    const codes = await probe.run(async ({ db, _ }) => {
      const t = await db.startTransaction()
      await t.collection('plain').doc('a').get()
      await db.collection('plain').doc('b').update({ n: 2 })
      const code = (error: unknown) => (error as { code: string }).code
      const write = await Promise.resolve(
        t
          .collection('plain')
          .doc('b')
          .update({ n: _.inc(1) }),
      ).catch(code)
      return [write, await t.commit().catch(code)]
    })
    expect(codes).toEqual(['DATABASE_TRANSACTION_CONFLICT', 'DATABASE_TRANSACTION_FAIL'])
    expect(document('b')).toEqual({ _id: 'b', n: 2 })
  })

  it('loses at once against another transaction that wrote first, and the winner commits', async () => {
    const codes = await probe.run(async ({ db }) => {
      const [first, second] = [await db.startTransaction(), await db.startTransaction()]
      await first.collection('plain').doc('a').update({ n: 10 })
      const code = (error: unknown) => (error as { code: string }).code
      const lost = await Promise.resolve(second.collection('plain').doc('a').update({ n: 20 })).catch(code)
      await first.commit()
      return lost
    })
    expect(codes).toBe('DATABASE_TRANSACTION_CONFLICT')
    expect(document('a')).toEqual({ _id: 'a', n: 10 })
  })

  it('frees its locks when it loses', async () => {
    const updated = await probe.run(async ({ db }) => {
      const [first, second] = [await db.startTransaction(), await db.startTransaction()]
      await first.collection('plain').doc('a').update({ n: 10 })
      await second.collection('plain').doc('b').update({ n: 20 })
      await Promise.resolve(second.collection('plain').doc('a').update({ n: 20 })).catch(() => {})
      await first.collection('plain').doc('b').update({ n: 11 })
      await first.commit()
    })
    expect(updated).toBeNull()
    expect(probe.cloud.documents('plain')).toEqual([
      { _id: 'a', n: 10 },
      { _id: 'b', n: 11 },
    ])
  })

  it('conflicts when two add the same _id, but meets E11000 for one committed before its snapshot', async () => {
    const outcome = await probe.run(async ({ db }) => {
      const caught = async (promise: unknown) => {
        try {
          return await promise
        } catch (error) {
          return `${(error as { code: string }).code} ${(error as Error).message}`
        }
      }
      const [first, second, third, fourth] = [
        await db.startTransaction(),
        await db.startTransaction(),
        await db.startTransaction(),
        await db.startTransaction(),
      ]
      await first.collection('plain').add({ _id: 'x' })
      const parallel = await caught(second.collection('plain').add({ _id: 'x' }))
      await third.collection('plain').doc('a').get()
      await first.commit()
      const since = await caught(third.collection('plain').add({ _id: 'x' }))
      const before = await caught(fourth.collection('plain').add({ _id: 'x' }))
      return { parallel, since, before, after: await caught(fourth.commit()) }
    })
    expect(outcome.parallel).toContain('DATABASE_TRANSACTION_CONFLICT')
    expect(outcome.since).toContain('DATABASE_TRANSACTION_CONFLICT')
    expect(outcome.before).toContain('DATABASE_REQUEST_FAILED')
    expect(outcome.before).toContain('E11000')
    expect(outcome.after).toContain('TransactionNotExist')
  })

  it('conflicts over a unique key that was taken or given up since its snapshot', async () => {
    probe.cloud.put('members', { _id: 'm', phone: '1' })
    const outcome = await probe.run(async ({ db, _ }) => {
      const caught = async (promise: unknown) => {
        try {
          await promise
          return 'done'
        } catch (error) {
          return (error as { code: string }).code
        }
      }
      const members = db.collection('members')
      const reader = async () => {
        const t = await db.startTransaction()
        await t.collection('plain').doc('a').get()
        return t.collection('members')
      }
      const [old, next, kept] = [await reader(), await reader(), await reader()]
      await members.doc('m').update({ phone: '2' })
      const givenUp = await caught(old.add({ _id: 'o', phone: '1' }))
      const taken = await caught(next.add({ _id: 'n', phone: '2' }))
      const unrelated = await caught(kept.add({ _id: 'k', phone: '3' }))
      const late = await reader()
      await members.doc('m').update({ points: _.inc(1) })
      return { givenUp, taken, unrelated, unchanged: await caught(late.add({ _id: 'l', phone: '2' })) }
    })
    expect(outcome).toEqual({
      givenUp: 'DATABASE_TRANSACTION_CONFLICT',
      taken: 'DATABASE_TRANSACTION_CONFLICT',
      unrelated: 'done',
      unchanged: 'DATABASE_REQUEST_FAILED',
    })
  })

  it('guards unique keys like documents, and lets keys move between its own documents', async () => {
    probe.cloud.put('members', { _id: 'm', phone: '1' })
    probe.cloud.put('members', { _id: 'n', phone: '2' })
    const outcome = await probe.run(async ({ db }) => {
      const caught = async (promise: unknown) => {
        try {
          await promise
          return 'done'
        } catch (error) {
          return `${(error as { code: string }).code} ${(error as Error).message}`
        }
      }
      const [first, second, third] = [
        await db.startTransaction(),
        await db.startTransaction(),
        await db.startTransaction(),
      ]
      const taken = await caught(third.collection('members').add({ _id: 'q', phone: '2' }))
      await first.collection('members').add({ _id: 'o', phone: '3' })
      const parallel = await caught(second.collection('members').add({ _id: 'p', phone: '3' }))
      await first.collection('members').doc('m').update({ phone: '9' })
      const moved = await caught(first.collection('members').doc('n').update({ phone: '1' }))
      const twice = await caught(first.commit())
      return { taken, parallel, moved, twice }
    })
    expect(outcome.taken).toContain('E11000')
    expect(outcome.parallel).toContain('DATABASE_TRANSACTION_CONFLICT')
    expect(outcome).toMatchObject({ moved: 'done', twice: 'done' })
    expect(probe.cloud.documents('members').map((d) => [d._id, d.phone])).toEqual([
      ['m', '9'],
      ['n', '1'],
      ['o', '3'],
    ])
    expect(probe.cloud.checkIndexes()).toEqual([])
  })

  it('takes one request at a time', async () => {
    const outcomes = await probe.run(async ({ db }) => {
      const t = await db.startTransaction()
      const reads = [t.collection('plain').doc('a').get(), t.collection('plain').doc('b').get()]
      const settled = await Promise.allSettled(reads)
      await t.rollback()
      return settled.map((s) => (s.status === 'fulfilled' ? 'read' : (s.reason as Error).message))
    })
    expect(outcomes[0]).toBe('read')
    expect(outcomes[1]).toContain('TransactionBusy')
  })

  it('is unknown after its commit', async () => {
    const error = await rejection(
      probe.run(async ({ db }) => {
        const t = await db.startTransaction()
        await t.commit()
        await t.collection('plain').doc('a').get()
      }),
    )
    expect(error.message).toContain('TransactionNotExist')
  })

  it('has at most 100 operations', async () => {
    const outcome = await probe.run(async ({ db }) => {
      const t = await db.startTransaction()
      let done = 0
      try {
        for (; done < 200; done += 1) await t.collection('plain').doc('a').get()
      } catch (error) {
        return { done, message: (error as Error).message }
      }
      return { done, message: '' }
    })
    expect(outcome.done).toBe(100)
    expect(outcome.message).toContain('at most 100 operations')
  })

  it('may be started and ended around exactly 100 operations', async () => {
    const committed = await probe.run(async ({ db, _ }) => {
      const t = await db.startTransaction()
      for (let i = 0; i < 100; i += 1)
        await t
          .collection('plain')
          .doc('a')
          .update({ n: _.inc(1) })
      await t.commit()
      return true
    })
    expect(committed).toBe(true)
    expect(document('a')).toEqual({ _id: 'a', n: 101 })
  })

  it('refuses a server date in what it adds', async () => {
    const error = await rejection(
      probe.run(async ({ db }) => {
        const t = await db.startTransaction()
        await t.collection('plain').add({ at: db.serverDate() })
      }),
    )
    expect(error.message).toContain('server date')
  })

  it('is aborted by an update that cannot be done', async () => {
    probe.cloud.put('plain', { _id: 'text', n: 'x' })
    const error = await rejection(
      probe.run(async ({ db, _ }) => {
        const t = await db.startTransaction()
        await t.collection('plain').doc('a').update({ n: 5 })
        await Promise.resolve(
          t
            .collection('plain')
            .doc('text')
            .update({ n: _.inc(1) }),
        ).catch(() => {})
        await t.commit()
      }),
    )
    expect(error.message).toContain('TransactionNotExist')
    expect(document('a')).toEqual({ _id: 'a', n: 1 })
  })

  it('retries on its own through runTransaction of the node SDK, so that racing increments add up', async () => {
    const n = await probe.run(async ({ db }) => {
      let arrived = 0
      let open = () => {}
      const bothRead = new Promise<void>((resolve) => (open = resolve))
      const increment = () =>
        db.runTransaction(async (t: Awaited<ReturnType<typeof db.startTransaction>>) => {
          const { data } = await t.collection('plain').doc('a').get()
          arrived += 1
          if (arrived === 2) open()
          await bothRead
          await t
            .collection('plain')
            .doc('a')
            .update({ n: (data as unknown as { n: number }).n + 1 })
        })
      await Promise.all([increment(), increment()])
      return (await db.collection('plain').doc('a').get()).data[0].n
    })
    expect(n).toBe(3)
  })
})

describe('the 30 seconds of a transaction', () => {
  it('pass with the movable clock', async () => {
    probe.cloud.clock.hold()
    await probe.run(async ({ db }) => {
      const t = await db.startTransaction()
      await t.collection('plain').doc('a').update({ n: 50 })
    })
    probe.cloud.clock.advance(29_000)
    const conflict = async ({ db }: ProbeScope) => {
      const t = await db.startTransaction()
      await t.collection('plain').doc('a').update({ n: 60 })
      await t.commit()
      return 'committed'
    }
    expect(await rejection(probe.run(conflict))).toHaveProperty(
      'message',
      expect.stringContaining('conflict'),
    )
    probe.cloud.clock.advance(2_000)
    expect(await probe.run(conflict)).toBe('committed')
    expect(document('a')).toEqual({ _id: 'a', n: 60 })
  })

  it('begin anew, and no longer, when the clock is moved back', async () => {
    await probe.run(async ({ db }) => {
      const t = await db.startTransaction()
      await t.collection('plain').doc('a').update({ n: 50 })
    })
    probe.cloud.clock.advance(-86_400_000)
    probe.cloud.clock.advance(31_000)
    const { updated } = await probe.run(async ({ db }) => db.collection('plain').doc('a').update({ n: 60 }))
    expect(updated).toBe(1)
  })

  it('end a transaction that is used again too late', async () => {
    const pending = probe.run(async ({ db }) => {
      const t = await db.startTransaction()
      const begun = Date.now()
      await t.collection('plain').doc('a').get()
      // By the movable clock: until somebody moves it.
      while (Date.now() < begun + 30_000) await new Promise((resolve) => setTimeout(resolve, 1))
      await t.commit()
    })
    await eventually(() => probe.cloud.calls.last().databaseRequests === 2)
    probe.cloud.clock.advance(31_000)
    expect((await rejection(pending)).message).toContain('TransactionNotExist')
  })
})

describe('a plain write to a locked document', () => {
  it('waits for the commit and goes on from there', async () => {
    const order = await probe.run(async ({ db, _ }) => {
      const events: string[] = []
      const t = await db.startTransaction()
      await t.collection('plain').doc('a').update({ n: 10 })
      const waiting = Promise.resolve(
        db
          .collection('plain')
          .doc('a')
          .update({ n: _.inc(1) }),
      ).then(() => events.push('plain'))
      await new Promise((resolve) => setTimeout(resolve, 50))
      events.push('commit')
      await t.commit()
      await waiting
      return events
    })
    expect(order).toEqual(['commit', 'plain'])
    expect(document('a')).toEqual({ _id: 'a', n: 11 })
  })

  it('goes ahead as soon as the clock has passed the transaction’s time', async () => {
    await probe.run(async ({ db }) => {
      const t = await db.startTransaction()
      await t.collection('plain').doc('a').update({ n: 10 })
    })
    const waiting = probe.run(async ({ db, _ }) =>
      db
        .collection('plain')
        .doc('a')
        .update({ n: _.inc(1) }),
    )
    await new Promise((resolve) => setTimeout(resolve, 30))
    probe.cloud.clock.advance(31_000)
    expect(await waiting).toMatchObject({ updated: 1 })
    expect(document('a')).toEqual({ _id: 'a', n: 2 })
  })

  it('gives up in the end', async () => {
    await probe.close()
    await open(400)
    const error = await rejection(
      probe.run(async ({ db }) => {
        const t = await db.startTransaction()
        await t.collection('plain').doc('a').update({ n: 10 })
        await db.collection('plain').doc('a').remove()
      }),
    )
    expect(error.message).toContain('stayed locked')
  })

  it.each([
    ['commits', 'added'],
    ['rolls back', 'E11000'],
  ])('waits for a unique key that is given up, until the transaction %s', async (how, expected) => {
    probe.cloud.put('members', { _id: 'm', phone: '1' })
    const order = await probe.run(async ({ db }, ending: string) => {
      const events: string[] = []
      const t = await db.startTransaction()
      await t.collection('members').doc('m').update({ phone: '9' })
      const waiting = Promise.resolve(db.collection('members').add({ _id: 'n', phone: '1' })).then(
        () => events.push('added'),
        (error: Error) => events.push(error.message),
      )
      await new Promise((resolve) => setTimeout(resolve, 30))
      events.push('ended')
      await (ending === 'commits' ? t.commit() : t.rollback())
      await waiting
      return events
    }, how)
    expect(order).toEqual(['ended', expect.stringContaining(expected)])
  })

  it('waits for an id whose removal is not committed', async () => {
    const order = await probe.run(async ({ db }) => {
      const events: string[] = []
      const t = await db.startTransaction()
      await t.collection('plain').doc('a').remove()
      const waiting = Promise.resolve(db.collection('plain').add({ _id: 'a', n: 2 })).then(() =>
        events.push('added'),
      )
      await new Promise((resolve) => setTimeout(resolve, 30))
      events.push('commit')
      await t.commit()
      await waiting
      return events
    })
    expect(order).toEqual(['commit', 'added'])
    expect(document('a')).toEqual({ _id: 'a', n: 2 })
  })

  it('waits for a unique key too', async () => {
    const outcome = await probe.run(async ({ db }) => {
      const t = await db.startTransaction()
      await t.collection('members').add({ _id: 'm', phone: '1' })
      const waiting = Promise.resolve(db.collection('members').add({ _id: 'n', phone: '1' })).then(
        () => 'added',
        (error: Error) => error.message,
      )
      await new Promise((resolve) => setTimeout(resolve, 30))
      await t.commit()
      return waiting
    })
    expect(outcome).toContain('E11000')
  })
})
