import type { Case } from '../case'

/** What a reply has besides the request id, which is there to be text and no more. */
function without(reply: unknown): unknown {
  const { requestId, ...fields } = reply as Record<string, unknown>
  return requestId === undefined ? fields : { ...fields, requestId: typeof requestId }
}

export const shapes: Case[] = [
  {
    name: 'of node-sdk has these fields, and a document comes in a list',
    unverified: 'that the id of an inserted document is null when there is none is assumed',
    sdks: ['node-sdk'],
    run: async ({ node, nameOf, _ }) => {
      const plain = node.collection(nameOf('plain'))
      return {
        add: without(await plain.add({ _id: 'a', n: 1 })),
        get: without(await plain.doc('a').get()),
        getNothing: without(await plain.doc('none').get()),
        find: without(await plain.where({ n: 1 }).get()),
        count: without(await plain.count()),
        setNew: without(await plain.doc('b').set({ n: 2 })),
        setOld: without(await plain.doc('b').set({ n: 3 })),
        update: without(await plain.doc('a').update({ n: 2 })),
        updateMany: without(await plain.where({ n: _.gt(1) }).update({ n: 9 })),
        updateAndReturn: without(await plain.where({ _id: 'a' }).updateAndReturn({ n: 4 })),
        aggregate: without(await plain.aggregate().end()),
        remove: without(await plain.doc('a').remove()),
        removeMany: without(await plain.where({ n: 9 }).remove()),
      }
    },
    expected: {
      add: { id: 'a', requestId: 'string' },
      get: { data: [{ _id: 'a', n: 1 }], requestId: 'string' },
      getNothing: { data: [], requestId: 'string' },
      find: { data: [{ _id: 'a', n: 1 }], requestId: 'string' },
      count: { total: 1, requestId: 'string' },
      setNew: { updated: 0, upsertedId: 'b', requestId: 'string' },
      setOld: { updated: 1, upsertedId: null, requestId: 'string' },
      update: { updated: 1, requestId: 'string' },
      updateMany: { updated: 2, upsertId: null, requestId: 'string' },
      updateAndReturn: { updated: 1, doc: { _id: 'a', n: 4 }, requestId: 'string' },
      aggregate: {
        data: [
          { _id: 'a', n: 4 },
          { _id: 'b', n: 9 },
        ],
        requestId: 'string',
      },
      remove: { deleted: 1, requestId: 'string' },
      removeMany: { deleted: 1, requestId: 'string' },
    },
  },
  {
    name: 'of wx-server-sdk has these fields',
    sdks: ['wx-server-sdk'],
    run: async ({ wx, nameOf, _ }) => {
      const plain = wx.collection(nameOf('plain'))
      return {
        add: without(await plain.add({ data: { _id: 'a', n: 1 } })),
        get: without(await plain.doc('a').get()),
        find: without(await plain.where({ n: 1 }).get()),
        count: without(await plain.count()),
        setNew: without(await plain.doc('b').set({ data: { n: 2 } })),
        setOld: without(await plain.doc('b').set({ data: { n: 3 } })),
        update: without(await plain.doc('a').update({ data: { n: 2 } })),
        updateMany: without(await plain.where({ n: _.gt(1) }).update({ data: { n: 9 } })),
        aggregate: without(await plain.aggregate().end()),
        remove: without(await plain.doc('a').remove()),
        removeMany: without(await plain.where({ n: 9 }).remove()),
      }
    },
    expected: {
      add: { _id: 'a', errMsg: 'collection.add:ok' },
      get: { data: { _id: 'a', n: 1 }, errMsg: 'document.get:ok' },
      find: { data: [{ _id: 'a', n: 1 }], errMsg: 'collection.get:ok' },
      count: { total: 1, errMsg: 'collection.count:ok' },
      setNew: { _id: 'b', errMsg: 'document.set:ok', stats: { updated: 0, created: 1 } },
      setOld: { _id: 'b', errMsg: 'document.set:ok', stats: { updated: 1, created: 0 } },
      update: { stats: { updated: 1 }, errMsg: 'document.update:ok' },
      updateMany: { stats: { updated: 2 }, errMsg: 'collection.update:ok' },
      aggregate: {
        list: [
          { _id: 'a', n: 9 },
          { _id: 'b', n: 9 },
        ],
        errMsg: 'collection.aggregate:ok',
      },
      remove: { stats: { removed: 1 }, errMsg: 'document.remove:ok' },
      removeMany: { stats: { removed: 1 }, errMsg: 'collection.remove:ok' },
    },
  },
  {
    name: 'of node-sdk in a transaction has these fields, and a document comes alone or is null',
    unverified: 'what the platform sends for `upserted` and for a commit is not written down',
    sdks: ['node-sdk'],
    run: async ({ node, nameOf }) => {
      const t = await node.startTransaction()
      const plain = t.collection(nameOf('plain'))
      const replies = {
        add: without(await plain.add({ _id: 'a', n: 1 })),
        get: without(await plain.doc('a').get()),
        getNothing: without(await plain.doc('none').get()),
        setNew: without(await plain.doc('b').set({ n: 2 })),
        setOld: without(await plain.doc('a').set({ n: 2 })),
        update: without(await plain.doc('a').update({ n: 3 })),
        remove: without(await plain.doc('a').remove()),
      }
      return { ...replies, commit: without(await t.commit()) }
    },
    expected: {
      add: { inserted: 1, ok: 1, id: 'a', requestId: 'string' },
      get: { data: { _id: 'a', n: 1 }, requestId: 'string' },
      getNothing: { data: null, requestId: 'string' },
      setNew: { updated: 0, upserted: [{ _id: 'b' }], requestId: 'string' },
      setOld: { updated: 1, upserted: [{ _id: null }], requestId: 'string' },
      update: { updated: 1, requestId: 'string' },
      remove: { deleted: 1, requestId: 'string' },
      commit: { requestId: 'string' },
    },
  },
]
