import { nextPage } from '../../miniprogram/screen/next-page'
import { installWechat, removeWechat, type Wechat } from './wechat'

let wechat: Wechat
let page: {
  data: { loading: boolean; problem: string }
  next: number | null
  setData(data: object): void
}
beforeEach(() => {
  jest.useFakeTimers()
  wechat = installWechat()
  page = {
    data: { loading: false, problem: '' },
    next: 21,
    setData(data) {
      Object.assign(this.data, data)
    },
  }
})
afterEach(() => {
  jest.useRealTimers()
  removeWechat()
})

const more = () => nextPage(page, (beforeSeq: number) => ['points', 'history', { beforeSeq }])
async function heard<T>(work: Promise<T>): Promise<T> {
  await jest.advanceTimersByTimeAsync(5_000)
  return work
}
const older = { ok: true, value: { lines: [], nextBeforeSeq: 1 } }

describe('the next page of a list', () => {
  it('goes on where the last one ended', async () => {
    wechat.answer = () => older
    expect(await heard(more())).toEqual(older.value)
    expect(wechat.sent.map(({ data }) => data.input)).toEqual([{ beforeSeq: 21 }])
    expect(page.data).toEqual({ loading: false, problem: '' })
  })

  it('is asked for once, however often the end is reached meanwhile', async () => {
    wechat.answer = () => older
    const first = more()
    expect(page.data.loading).toBe(true)
    expect(await heard(more())).toBeNull()
    expect(await heard(first)).toEqual(older.value)
    expect(wechat.sent).toHaveLength(1)
  })

  it('is none at the end of the list', async () => {
    page.next = null
    expect(await heard(more())).toBeNull()
    expect(wechat.sent).toEqual([])
  })

  it('that does not come says why, and comes with the next try', async () => {
    wechat.answer = () => {
      throw new Error('offline')
    }
    expect(await heard(more())).toBeNull()
    expect(page.data).toMatchObject({ loading: false, problem: expect.stringMatching(/网络/) as unknown })
    wechat.answer = () => older
    expect(await heard(more())).toEqual(older.value)
    expect(page.data.problem).toBe('')
  })

  it('of a list that was begun anew meanwhile is dropped', async () => {
    wechat.answer = () => {
      page.next = 40
      return older
    }
    expect(await heard(more())).toBeNull()
    expect(page.data).toEqual({ loading: false, problem: '' })
  })
})
