import { bySdk, type Case } from '../case'
import type { Scope } from '../scope'

/** An error as the SDK has it, field by field. `code` and `errCode` are left out where they are not there. */
async function shapeOf(work: () => Promise<unknown>): Promise<object> {
  try {
    await work()
    return { done: true }
  } catch (error) {
    const { code, errCode, message, errMsg, requestId } = error as Record<string, unknown>
    return {
      isError: error instanceof Error,
      ...(code === undefined ? {} : { code }),
      ...(errCode === undefined ? {} : { errCode }),
      message: typeof message,
      ...(errMsg === undefined ? {} : { errMsgIsMessage: errMsg === message }),
      ...(requestId === undefined ? {} : { requestId: typeof requestId }),
    }
  }
}

const node = (code: string) => ({ isError: true, code, message: 'string', requestId: 'string' })
const wx = (errCode: number) => ({ isError: true, errCode, message: 'string', errMsgIsMessage: true })

/** The shape of one error through both SDKs. */
function error(name: string, code: string, errCode: number, work: (scope: Scope) => Promise<unknown>): Case {
  return {
    name,
    run: (scope) => shapeOf(() => work(scope)),
    expected: bySdk({ 'node-sdk': node(code), 'wx-server-sdk': wx(errCode) }),
  }
}

export const errors: Case[] = [
  error(
    'of a duplicate is DATABASE_REQUEST_FAILED, -502001',
    'DATABASE_REQUEST_FAILED',
    -502001,
    async ({ table }) => {
      await table('plain').add({ _id: 'a' })
      await table('plain').add({ _id: 'a' })
    },
  ),
  error(
    'of a missing collection is DATABASE_COLLECTION_NOT_EXIST, -502005',
    'DATABASE_COLLECTION_NOT_EXIST',
    -502005,
    ({ missing }) => missing.find(),
  ),
  error(
    'of an update that cannot be done is DATABASE_REQUEST_FAILED, -502001',
    'DATABASE_REQUEST_FAILED',
    -502001,
    async ({ table, _ }) => {
      await table('plain').add({ _id: 'a', n: 'x' })
      await table('plain').update('a', { n: _.inc(1) })
    },
  ),
  {
    name: 'of an _id in data is found by the SDK itself: INVALID_PARAM, -501007',
    run: ({ table }) => shapeOf(() => table('plain').set('a', { _id: 'b' })),
    expected: bySdk({
      'node-sdk': { isError: true, code: 'INVALID_PARAM', message: 'string' },
      'wx-server-sdk': wx(-501007),
    }),
  },
  {
    name: 'of an aggregation keeps its code in wx-server-sdk, and has -1 for a number',
    run: ({ missing }) => shapeOf(() => missing.aggregate({ limit: 1 })),
    expected: bySdk({
      'node-sdk': node('DATABASE_COLLECTION_NOT_EXIST'),
      'wx-server-sdk': { ...wx(-1), code: 'DATABASE_COLLECTION_NOT_EXIST', requestId: 'string' },
    }),
  },
  {
    name: 'of a conflict loses its code in wx-server-sdk: -501001',
    run: async (scope) => {
      await scope.table('plain').add({ _id: 'a', n: 1 })
      const [first, second] = [await scope.startTransaction(), await scope.startTransaction()]
      await first.table('plain').update('a', { n: 2 })
      const shape = await shapeOf(() => second.table('plain').update('a', { n: 3 }))
      await first.rollback()
      return shape
    },
    expected: bySdk({ 'node-sdk': node('DATABASE_TRANSACTION_CONFLICT'), 'wx-server-sdk': wx(-501001) }),
  },
  {
    name: 'of a missing document there is none in node-sdk; wx-server-sdk throws unless told not to',
    sdks: ['wx-server-sdk'],
    run: async ({ wx: database, nameOf, table }) => {
      const quiet = await table('plain').get('none')
      const { config } = database as unknown as { config: { throwOnNotFound: boolean } }
      config.throwOnNotFound = true
      try {
        const loud = await shapeOf(() => database.collection(nameOf('plain')).doc('none').get())
        return { quiet, loud }
      } finally {
        config.throwOnNotFound = false
      }
    },
    expected: { quiet: null, loud: wx(-1) },
  },
]
