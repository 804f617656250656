import limits from '../../cloudfunctions/limits.json'
import { billedMbMs, billedMs, meteredCalls, requestsOf, type Requests } from '../../local/costs/metering'
import {
  exactGbSeconds,
  exactYuan,
  inGbSeconds,
  inPercent,
  inYuan,
  oneOf,
  perMbMs,
  rounded,
  yuan,
} from '../../local/costs/money'
import { prices } from '../../local/costs/prices'
import { overage, usageOf } from '../../local/costs/report'
import { aCall, asked } from '../stage/a-call'

describe('money', () => {
  it.each([
    ['19.9', '19.90', '19.9'],
    ['0.5', '0.50', '0.5'],
    ['0.00011108', '0.00', '0.00011108'],
    ['0', '0.00', '0'],
    ['1234567.89', '1234567.89', '1234567.89'],
  ])('of ¥%s is shown as %s and is exactly %s', (text, shown, exact) => {
    expect(inYuan(yuan(text), 2)).toBe(shown)
    expect(exactYuan(yuan(text))).toBe(exact)
  })

  it.each(['', '.5', '-1', '1e3', '0.123456789', '1,000'])('is not read from "%s"', (text) => {
    expect(() => yuan(text)).toThrow('is not an amount of yuan')
  })

  it.each<[bigint, bigint, number, string]>([
    [1n, 8n, 3, '0.125'],
    [1n, 8n, 2, '0.13'],
    [149n, 1000n, 1, '0.1'],
    [15n, 100n, 1, '0.2'],
    [199n, 100n, 0, '2'],
    [1n, 3n, 4, '0.3333'],
    [7n, 1n, 2, '7.00'],
  ])('%d / %d with %d decimals is %s: halves go up', (part, whole, decimals, shown) => {
    expect(rounded(part, whole, decimals)).toBe(shown)
  })

  it('of many things is divided without a rest, or not at all', () => {
    expect(oneOf(yuan('0.5'), 10_000n) * 10_000n).toBe(yuan('0.5'))
    expect(() => oneOf(7n, 2n)).toThrow('cannot be divided')
  })

  it('of a GB-second is that of 1,024 MB for 1,000 ms', () => {
    expect(perMbMs(yuan('0.00011108')) * 1_024n * 1_000n).toBe(yuan('0.00011108'))
    expect(inGbSeconds(256n * 100n, 3)).toBe('0.025')
    expect(exactGbSeconds(256n * 1_100n)).toBe('0.275')
  })

  it('parts are shown in percent', () => {
    expect(inPercent(7_000n, 200_000n, 1)).toBe('3.5')
  })
})

/** Requests of the database, and none of the file storage and of WeChat unless said. */
const asking = (database: number, rest: Partial<Requests> = {}): Requests => ({
  database,
  transactionBounds: 0,
  uploads: 0,
  linksAndDeletions: 0,
  openApis: 0,
  ...rest,
})

describe('a delivery is metered', () => {
  it.each([
    ['a read', asking(2), 3, 3],
    ['a posting', asking(6, { transactionBounds: 2 }), 7, 5],
    ['nothing asked of the cloud', asking(0), 1, 1],
    ['an open API asked, which the plan does not name', asking(1, { openApis: 1 }), 2, 2],
    ['a file put, for certain; a link to it, perhaps', asking(1, { uploads: 1, linksAndDeletions: 1 }), 4, 3],
  ])('%s', (_what, requests, withBounds, without) => {
    expect(meteredCalls(requests, 'with')).toBe(withBounds)
    expect(meteredCalls(requests, 'without')).toBe(without)
  })

  it('by its record: an upload is two requests and one file', () => {
    const file = (action: string) => ({ ...asked(''), action })
    const requests = [
      asked('getDocument'),
      file('storage.getUploadMetadata'),
      file('storage PUT'),
      file('storage.batchGetDownloadUrl'),
      file('storage.batchDeleteFile'),
      { ...asked(''), action: 'wx.openApi wxacode.getUnlimited' },
    ]
    expect(requestsOf(aCall({ requests }))).toEqual(
      asking(1, { uploads: 1, linksAndDeletions: 2, openApis: 1 }),
    )
  })

  it.each([
    [0, 'warm', 100],
    [4, 'warm', 100],
    [5, 'warm', 200],
    [9, 'warm', 200],
    [10, 'warm', 300],
    [0, 'cold', 1_100],
    [5, 'cold', 1_200],
  ] as const)('%d requests on a %s instance are billed for %d ms', (database, temperature, ms) => {
    const requests = asking(database)
    expect(billedMs(requests, temperature)).toBe(ms)
    expect(billedMbMs('counter', requests, temperature)).toBe(BigInt(limits.counter.memoryMb * ms))
  })

  it('takes time for files and open APIs as for documents, twice as much for an upload', () => {
    expect(billedMs(asking(4), 'warm')).toBe(100)
    expect(billedMs(asking(4, { linksAndDeletions: 1 }), 'warm')).toBe(200)
    expect(billedMs(asking(3, { uploads: 1 }), 'warm')).toBe(200)
    expect(billedMs(asking(4, { openApis: 1 }), 'warm')).toBe(200)
  })

  it('only of a function whose memory is known', () => {
    expect(() => billedMbMs('absent', asking(1), 'warm')).toThrow('does not say what absent has')
  })
})

describe('usage', () => {
  const settling = {
    warm: asking(6, { transactionBounds: 2 }),
    cold: asking(7, { transactionBounds: 2 }),
  }

  it('is of warm and cold calls in their share', () => {
    // 900 of 1,000 are warm: 10 × (0.9 × 7 + 0.1 × 8) = 71, and 10 × (0.9 × 5 + 0.1 × 6) = 51.
    const { milliCalls, milliMbMs } = usageOf('counter', settling, 10)
    expect(milliCalls).toEqual({ with: 71_000n, without: 51_000n })
    // 10 × 256 MB × (0.9 × 200 ms + 0.1 × 1,200 ms).
    expect(milliMbMs).toBe(10n * 256n * 300n * 1_000n)
  })

  it('beyond the plan costs calls and time', () => {
    // 7,100 calls at ¥0.00005 are ¥0.355; 1,000 × 256 MB × 300 ms are 75 GB-s, ¥0.008331.
    expect(exactYuan(overage(usageOf('counter', settling, 1_000), 'with'))).toBe('0.363331')
    expect(exactYuan(overage(usageOf('counter', settling, 1_000), 'without'))).toBe('0.263331')
  })
})

describe('prices', () => {
  it('are those of the one dated file', () => {
    expect(exactYuan(prices.perCall * 1_000n)).toBe('0.05')
    expect(exactYuan(prices.planPerMonth)).toBe('19.9')
    expect(exactYuan(prices.perVerifiedPhone)).toBe('0.03')
    expect(prices.phoneNumber.read).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    expect(prices.read).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    expect(prices.sources.length).toBeGreaterThan(0)
  })
})
