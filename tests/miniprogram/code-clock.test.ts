import { CodeClock } from '../../miniprogram/screen/code-clock'

const heard: string[] = []
let seconds = 0
let clock: CodeClock
/** Answers of the cloud; by default at once. */
let answer: () => Promise<void>
beforeEach(() => {
  jest.useFakeTimers()
  heard.length = 0
  answer = async () => undefined
  clock = new CodeClock({
    tick: (left) => (seconds = left),
    renew: async () => {
      heard.push('renew')
      await answer()
    },
    ask: async () => {
      heard.push('ask')
      await answer()
    },
    pause: () => heard.push('pause'),
  })
  clock.start()
  clock.fresh(60_000)
})
afterEach(() => {
  clock.stop()
  jest.useRealTimers()
})
const pass = (ms: number): Promise<void> => jest.advanceTimersByTimeAsync(ms)
const count = (what: string): number => heard.filter((said) => said === what).length

describe('the rhythm of a code on the screen', () => {
  it('counts down to the next code from the moment the reply came', async () => {
    expect(seconds).toBe(45)
    await pass(10_000)
    expect(seconds).toBe(35)
  })

  it('asks for a new code fifteen seconds before the old one ends, once', async () => {
    await pass(44_000)
    expect(count('renew')).toBe(0)
    answer = () => new Promise(() => undefined)
    await pass(1_000)
    expect(count('renew')).toBe(1)
    await pass(9_000)
    expect(count('renew')).toBe(1)
  })

  it('asks again with the next beat when the new code did not come', async () => {
    await pass(48_000)
    expect(count('renew')).toBe(2)
  })

  it('makes one request every three seconds at the most, whatever fails, and ends after two minutes', async () => {
    await pass(300_000)
    expect(heard.length - 1).toBe(39)
    expect(count('pause')).toBe(1)
    expect(clock.running).toBe(false)
  })

  it('does not ask again while an answer is outstanding', async () => {
    answer = () => new Promise(() => undefined)
    await pass(30_000)
    expect(count('ask')).toBe(1)
  })

  it('of a code that does not change only asks', async () => {
    clock.start()
    await pass(119_000)
    expect(count('renew')).toBe(0)
    expect(count('ask')).toBe(39)
  })

  it('is silent once stopped', async () => {
    clock.stop()
    await pass(300_000)
    expect(heard).toEqual([])
  })
})
