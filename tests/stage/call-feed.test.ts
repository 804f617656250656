import { contract } from '../../contract'
import { CallFeed } from '../../local/stage/call-feed'
import { CALL_LINES, type CallLine } from '../../local/stage/call-news'
import { CASHIER, DINER, Phones } from '../../local/stage/phones'
import { aCall, asked } from './a-call'

let phones: Phones
let feed: CallFeed
beforeEach(() => {
  phones = new Phones([DINER, CASHIER])
  feed = new CallFeed(phones)
})

const add = (...call: Parameters<typeof aCall>): CallLine => feed.add(aCall(...call)).line

describe('a line says', () => {
  it('who called, what they did, what it took and how it ended', () => {
    expect(
      add({ functionName: 'counter', operation: 'settle', caller: { openid: CASHIER.openid } }),
    ).toMatchObject({
      who: '收银员',
      name: '结账记分',
      operation: 'counter.settle',
      outcome: '成功',
      tone: 'done',
      delivery: 1,
      databaseRequests: 1,
      retries: 0,
      conflicts: 0,
      milliseconds: 12,
    })
  })

  it('the part somebody plays, not who it is', () => {
    const { openid } = phones.addDiner()
    expect(add({ caller: { openid } }).who).toBe('顾客 2')
    expect(add({ caller: { timer: 'forget-old-codes' } }).who).toBe('定时')
    expect(add({ caller: { openid: 'somebody-else' } }).who).toBe('其他')
  })

  it('a refusal in plain words', () => {
    expect(add({ refusal: 'not-enough-points' })).toMatchObject({ outcome: '积分不够', tone: 'refused' })
    expect(add({ refusal: 'fault' })).toMatchObject({ outcome: '出了故障', tone: 'broken' })
    expect(add({ refusal: 'timers-only' })).toMatchObject({ outcome: 'timers-only', tone: 'refused' })
  })

  it.each([
    ['FUNCTIONS_TIME_LIMIT_EXCEEDED', true, '超时'],
    ['FUNCTIONS_EXECUTE_FAIL', true, '实例中断'],
    ['FUNCTIONS_EXECUTE_FAIL', false, '函数出错'],
    ['SOMETHING_ELSE', false, 'SOMETHING_ELSE'],
  ])('of %s (died: %s) that it broke: %s', (code, died, outcome) => {
    expect(add({ died, error: { code, message: 'x' } })).toMatchObject({ outcome, tone: 'broken' })
  })

  it('a job by its name', () => {
    const timer = { caller: { timer: 't' }, operation: null }
    expect(add({ ...timer, functionName: 'settle-stock-claims' })).toMatchObject({
      name: '清点库存占用',
      operation: 'settle-stock-claims',
    })
    expect(add({ ...timer, functionName: 'job-of-tomorrow' }).name).toBeNull()
  })

  it.each(['constructor', 'toString', '__proto__', 'nothing'])(
    'no name for an operation "%s"',
    (operation) => {
      expect(add({ operation })).toMatchObject({ name: null, operation: `member.${operation}` })
    },
  )

  it.each(
    Object.entries(contract).flatMap(([feature, operations]) =>
      Object.keys(operations).map((operation) => [feature, operation] as const),
    ),
  )('the Chinese name of %s.%s', (functionName, operation) => {
    expect(add({ functionName, operation }).name).toMatch(/\p{Script=Han}/u)
  })

  it('what was asked, in order, and what came of each', () => {
    const within = { transactionId: 't' }
    const requests = [
      asked('getDocument', { collection: 'staff' }),
      asked('startTransaction'),
      asked('modifyDocument', {
        collection: 'accounts',
        outcome: 'DATABASE_TRANSACTION_CONFLICT',
        ...within,
      }),
      asked('startTransaction'),
      asked('insertDocument', {
        collection: 'ledger_entries',
        outcome: 'DATABASE_REQUEST_FAILED',
        duplicate: true,
        ...within,
      }),
      asked('commitTransaction', { outcome: 'no-answer', ...within }),
      asked('getDocument', { collection: 'absent', outcome: 'DATABASE_COLLECTION_NOT_EXIST' }),
      { ...asked(''), action: 'wx.openApi phonenumber.getPhoneNumber' },
      asked('watch', { outcome: null }),
    ]
    const line = add({ requests, attempt: 2 })
    expect(line).toMatchObject({ delivery: 2, databaseRequests: 8, retries: 1, conflicts: 1, more: 0 })
    expect(
      line.requests.map(({ what, collection, outcome, inTransaction }) => [
        what,
        collection,
        outcome,
        inTransaction,
      ]),
    ).toEqual([
      ['读', 'staff', '成功', false],
      ['开始事务', null, '成功', true],
      ['改', 'accounts', '事务冲突', true],
      ['开始事务', null, '成功', true],
      ['新增', 'ledger_entries', '已存在', true],
      ['提交事务', null, '没有回应', true],
      ['读', 'absent', 'DATABASE_COLLECTION_NOT_EXIST', false],
      ['开放接口 phonenumber.getPhoneNumber', null, '成功', false],
      ['database.watch', null, '没有回应', false],
    ])
  })
})

describe('nothing in it', () => {
  it('is sensitive: not whose it is, not what was in it, not what an error said', () => {
    const line = add({
      id: 'secret-id',
      caller: { openid: 'secret-openid', appid: 'secret-appid' },
      requests: [asked('getDocument', { collection: 'logins', transactionId: 'secret-transaction' })],
      error: { code: 'FUNCTIONS_EXECUTE_FAIL', message: 'secret 13800002046' },
    })
    expect(JSON.stringify(line)).not.toMatch(/secret|138/)
  })

  it('is longer than a line: what a caller calls an operation is up to the caller', () => {
    const long = 'x'.repeat(30_000)
    const line = add({
      operation: long,
      refusal: long,
      requests: [asked(long, { collection: long })],
    })
    expect(JSON.stringify(line).length).toBeLessThan(1_000)
  })

  it('is without end: requests are listed up to 60, and counted', () => {
    const line = add({ requests: Array.from({ length: 100 }, () => asked('getDocument')) })
    expect([line.requests.length, line.more, line.databaseRequests]).toEqual([60, 40, 100])
  })
})

describe('the feed', () => {
  const other = (n: number) => ({ functionName: `f${n}`, operation: null })

  it('keeps the latest 200 lines, newest first, and counts everything', () => {
    for (let n = 0; n < 250; n += 1) add(other(n))
    const { lines, calls, databaseRequests } = feed.soFar()
    expect([lines.length, calls, databaseRequests]).toEqual([CALL_LINES, 250, 250])
    expect([lines[0]?.operation, lines.at(-1)?.operation]).toEqual(['f249', 'f50'])
  })

  it('adds up what the calls would be billed as, in both countings', () => {
    const bounds = [asked('startTransaction'), asked('getDocument'), asked('commitTransaction')]
    feed.add(aCall({ functionName: 'counter', operation: 'settle', requests: bounds }))
    feed.add(aCall())
    // Metered: 1 + 3 and 1 + 1, or 1 + 1 and 1 + 1. Billed: 256 MB for 100 ms each, warm.
    const memory = (2 * 0.1 * 0.00011108) / 4
    expect(feed.soFar().cost).toEqual({
      meteredCalls: { with: 6, without: 4 },
      yuan: { with: (6 * 0.00005 + memory).toFixed(4), without: (4 * 0.00005 + memory).toFixed(4) },
    })
  })

  it('tells of each call what there is in all', () => {
    feed.add(aCall())
    expect(feed.add(aCall(other(1)))).toMatchObject({ calls: 2, databaseRequests: 2, line: { id: 1 } })
  })

  it('lets calls that are alike share a line: a waiting page asks the same again and again', () => {
    const news = { functionName: 'points', operation: 'news' }
    expect(add({ ...news, durationMs: 3 })).toMatchObject({ id: 0, times: 1 })
    expect(add({ ...news, durationMs: 9 })).toMatchObject({ id: 0, times: 2, milliseconds: 9 })
    expect(feed.soFar()).toMatchObject({ calls: 2, lines: [{ id: 0, times: 2 }] })
    expect(add({ ...news, caller: { openid: CASHIER.openid } })).toMatchObject({ id: 1, times: 1 })
    expect(add(news)).toMatchObject({ id: 2, times: 1 })
  })

  it.each([
    ['another number of requests', { requests: [] }],
    ['another outcome', { refusal: 'sold-out' }],
    ['a second delivery', { attempt: 2 }],
  ])('but not those with %s', (_what, different) => {
    add()
    expect(add(different)).toMatchObject({ id: 1, times: 1 })
  })

  it('and never those that did not go well: each of them is news', () => {
    add({ refusal: 'sold-out' })
    expect(add({ refusal: 'sold-out' })).toMatchObject({ id: 1, times: 1 })
  })
})
