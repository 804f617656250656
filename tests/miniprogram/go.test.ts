import { go, isOnTop, title } from '../../miniprogram/screen/go'

const home = { name: 'home' }
const mall = { name: 'mall' }
let stack: object[]
/** The pages that were asked for, in order. */
let asked: string[]
let titles: string[]
/** WeChat says that a page is there, or that it could not be opened. */
let complete: () => void

beforeEach(() => {
  jest.useFakeTimers()
  stack = [home]
  asked = []
  titles = []
  Object.assign(globalThis, {
    getCurrentPages: () => stack,
    wx: {
      setNavigationBarTitle: (named: { title: string }) => titles.push(named.title),
      navigateTo: (page: { url: string; complete: () => void }) => {
        asked.push(page.url)
        complete = page.complete
      },
    },
  })
})
afterEach(() => {
  jest.runAllTimers()
  jest.useRealTimers()
  Reflect.deleteProperty(globalThis, 'wx')
  Reflect.deleteProperty(globalThis, 'getCurrentPages')
})

function covered(): void {
  stack = [...stack, mall]
  complete()
}

describe('opening a page above this one', () => {
  it('is done once, however often its way in is tapped before it is there', () => {
    go('/mall')
    go('/mall')
    expect(asked).toEqual(['/mall'])
    covered()
  })

  it('whoever comes back to the page, however soon, can open the next from it', () => {
    go('/mall')
    covered()
    stack = [home]
    go('/history')
    expect(asked).toEqual(['/mall', '/history'])
    covered()
  })

  it('can be asked for from the page that was opened', () => {
    go('/mall')
    covered()
    go('/history')
    expect(asked).toEqual(['/mall', '/history'])
    covered()
  })

  it('that never came is asked for again after less than a second, not by the second of two taps', () => {
    go('/mall')
    complete()
    go('/mall')
    expect(asked).toEqual(['/mall'])
    jest.advanceTimersByTime(400)
    go('/mall')
    expect(asked).toEqual(['/mall', '/mall'])
    complete()
  })
})

it('a page is on top when nothing lies above it', () => {
  stack = [home, mall]
  expect([isOnTop(home), isOnTop(mall)]).toEqual([false, true])
})

it('a page that is covered names itself no more: WeChat would name the one above it', () => {
  stack = [home, mall]
  title(home, '回味面馆')
  title(mall, '商城')
  expect(titles).toEqual(['商城'])
})
