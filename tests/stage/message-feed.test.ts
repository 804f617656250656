import type { AnsweredCall } from '../../local/cloud/openapi/wechat'
import { MessageFeed } from '../../local/stage/message-feed'
import { MESSAGE_LINES } from '../../local/stage/message-news'
import { CASHIER, DINER, Phones } from '../../local/stage/phones'

let phones: Phones
let feed: MessageFeed
beforeEach(() => {
  phones = new Phones([DINER, CASHIER])
  feed = new MessageFeed(phones, (id) => (id === 'points-arrived' ? '积分到账' : null))
})

const sent = (change: Partial<AnsweredCall> = {}): AnsweredCall => ({
  api: 'subscribeMessage.send',
  functionName: 'counter',
  operation: 'settle',
  values: {
    touser: DINER.openid,
    template_id: 'points-arrived',
    page: 'pages/history/history',
    data: { thing1: { value: '滨江店' }, number2: { value: '56' } },
  },
  at: 1_000,
  refused: null,
  ...change,
})

describe('a message says', () => {
  it('to whom it is, why, what it says and where it leads', () => {
    expect(feed.add(sent())).toEqual({
      id: 0,
      to: '顾客',
      why: '结账记分',
      template: '积分到账',
      text: ['滨江店', '56'],
      page: 'pages/history/history',
      at: 1_000,
      refused: null,
    })
  })

  it('why it has not gone out', () => {
    const refused = { errCode: 43101, meaning: '用户没有订阅，或次数已用完' }
    expect(feed.add(sent({ refused }))?.refused).toBe('用户没有订阅，或次数已用完（43101）')
  })

  it('the id of a template that the account does not have', () => {
    expect(feed.add(sent({ values: { template_id: 'of-nobody' } }))?.template).toBe('of-nobody')
  })

  it('that a job sent it', () => {
    const job = sent({ functionName: 'forget-old-codes', operation: null })
    expect(feed.add(job)?.why).toBe('忘掉旧码')
    expect(feed.add(sent({ functionName: 'job-of-tomorrow', operation: null }))?.why).toBe('job-of-tomorrow')
  })

  it('the part somebody plays, also of a diner who came later', () => {
    const { openid } = phones.addDiner()
    const to = (touser: unknown) => feed.add(sent({ values: { touser } }))?.to
    expect([to(openid), to('somebody'), to(7)]).toEqual(['顾客 2', '不在台上的人', '不在台上的人'])
  })

  it.each([[undefined], [null], ['text'], [{ thing1: 'bare' }]])(
    'nothing where its data are %p, which WeChat refuses',
    (data) => {
      expect(feed.add(sent({ values: { data } }))).toMatchObject({ text: [], page: null })
    },
  )
})

it('other open APIs are no messages', () => {
  expect(feed.add(sent({ api: 'security.msgSecCheck' }))).toBeNull()
  expect(feed.soFar()).toEqual([])
})

it('the newest come first, and so many are kept', () => {
  for (let at = 0; at < MESSAGE_LINES + 5; at += 1) feed.add(sent({ at }))
  expect(feed.soFar()).toHaveLength(MESSAGE_LINES)
  expect(feed.soFar()[0]?.at).toBe(MESSAGE_LINES + 4)
})
