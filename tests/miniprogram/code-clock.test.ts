import { CodeClock } from '../../miniprogram/pages/code/code-clock'

const heard: string[] = []
let seconds = 0
let clock: CodeClock
beforeEach(() => {
  jest.useFakeTimers()
  heard.length = 0
  clock = new CodeClock({
    tick: (left) => (seconds = left),
    renew: () => heard.push('renew'),
    ask: () => heard.push('ask'),
    pause: () => heard.push('pause'),
  })
  clock.start()
  clock.fresh(60_000)
})
afterEach(() => {
  clock.stop()
  jest.useRealTimers()
})
const count = (what: string): number => heard.filter((said) => said === what).length

describe('the rhythm of a member code', () => {
  it('counts down from the moment the reply came', () => {
    expect(seconds).toBe(60)
    jest.advanceTimersByTime(10_000)
    expect(seconds).toBe(50)
  })

  it('asks for a new code fifteen seconds before the old one ends, once', () => {
    jest.advanceTimersByTime(44_000)
    expect(count('renew')).toBe(0)
    jest.advanceTimersByTime(1_000)
    expect(count('renew')).toBe(1)
    jest.advanceTimersByTime(5_000)
    expect(count('renew')).toBe(1)
  })

  it('asks again when the new code did not come', () => {
    jest.advanceTimersByTime(45_000)
    clock.renewFailed()
    jest.advanceTimersByTime(1_000)
    expect(count('renew')).toBe(2)
  })

  it('asks for the bill every three seconds, at most two minutes, then puts the code away', () => {
    jest.advanceTimersByTime(30_000)
    expect(count('ask')).toBe(10)
    jest.advanceTimersByTime(300_000)
    expect(count('ask')).toBe(39)
    expect(count('pause')).toBe(1)
    expect(clock.running).toBe(false)
  })

  it('is silent once stopped', () => {
    clock.stop()
    jest.advanceTimersByTime(300_000)
    expect(heard).toEqual([])
  })
})
