import { placementIn, source } from '../../miniprogram/screen/source'
import { installWechat, removeWechat } from './wechat'

const HOUR = 3_600_000
beforeEach(() => installWechat())
afterEach(() => removeWechat())

describe('the code by which somebody came', () => {
  it('is kept for whoever leaves before joining, for twelve hours and no longer', () => {
    expect(source.from('s%3Ds-lin', 0)).toBe('s=s-lin')
    expect(source.from('', 12 * HOUR - 1)).toBe('s=s-lin')
    expect(source.from('', 12 * HOUR)).toBe('')
  })

  it('is the last one scanned', () => {
    source.from('s=s-lin', 0)
    source.from('p=table-8', HOUR)
    expect(source.from('', 2 * HOUR)).toBe('p=table-8')
  })

  it('that nobody could have encoded is none, and one too long is cut to what a function takes', () => {
    expect(source.from('%', 0)).toBe('')
    expect(source.from('x'.repeat(100), 0)).toHaveLength(64)
  })

  it('names a placement or not', () => {
    expect(['p=table-8', 's=s-lin', 'p=', 'p=A'].map(placementIn)).toEqual(['table-8', '', '', ''])
  })
})
