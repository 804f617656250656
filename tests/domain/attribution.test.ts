import { withScan } from '../../domain/attribution/scan'
import fc from 'fast-check'
import { attributed, attributionTo, type Attribution } from '../../domain/attribution/attribution'
import { LONGEST_SCENE, sceneOf, sourceOf, type Source } from '../../domain/attribution/source'
import { aProgramme } from '../support/programmes'

describe('a source code', () => {
  it.each<[Source, string]>([
    [{ placementId: 'riverside-8' }, 'p=riverside-8'],
    [{ staffId: 'staff-lin' }, 's=staff-lin'],
  ])('%j is the scene %s, and back', (source, scene) => {
    expect(sceneOf(source)).toBe(scene)
    expect(sourceOf(scene)).toEqual(source)
  })

  it.each(['', 'p=', 'x=riverside', 'p=../accounts', 'p=a b', 's=-lin', `p=${'a'.repeat(31)}`, 'invite=5'])(
    '“%s” says nothing',
    (scene) => {
      expect(sourceOf(scene)).toBeNull()
    },
  )

  it('of the longest placement there may be fits the scene of a mini-program code', () => {
    const placement = (id: string) => ({ id, kind: 'table' as const, storeId: 'riverside', label: '8 号桌' })
    const with_ = (id: string) => aProgramme({ attribution: { placements: [placement(id)] } })
    expect(with_('a'.repeat(30)).attribution.placements).toHaveLength(1)
    expect(sceneOf({ placementId: 'a'.repeat(30) })).toHaveLength(LONGEST_SCENE)
    expect(() => with_('a'.repeat(31))).toThrow()
  })

  it.each([
    ['two of one id', [{ id: 'a' }, { id: 'a' }]],
    ['one in a store that does not exist', [{ id: 'a', storeId: 'moon' }]],
  ])('of a programme: not %s', (_what, list) => {
    const placements = list.map((one) => ({
      kind: 'table' as const,
      storeId: 'riverside',
      label: '桌',
      ...one,
    }))
    expect(() => aProgramme({ attribution: { placements } })).toThrow()
  })
})

describe('what a colleague is owed for a member', () => {
  const lin: Attribution = { staffId: 'staff-lin', fen: 500, leastSpentFen: 1000, owed: false }
  it.each([
    ['nothing at the joining', false, 0, false, null],
    ['nothing for less than a bowl of noodles', false, 999, false, null],
    ['¥5 once enough was paid', false, 1000, true, { members: 1, fen: 500 }],
    ['nothing more for more', true, 9000, true, null],
    ['no more when voids leave too little', true, 999, false, { members: -1, fen: -500 }],
  ])('is %s', (_what, owedBefore, spentFen, owed, change) => {
    expect(attributed({ ...lin, owed: owedBefore }, spentFen)).toEqual({
      attribution: { ...lin, owed },
      change: change && { staffId: 'staff-lin', ...change },
    })
  })

  it('keeps the terms of the joining, whatever the programme says later', () => {
    expect(attributionTo('staff-lin', { staffFen: 500, leastSpentFen: 1000 })).toEqual(lin)
  })

  it('is counted where the programme pays nothing, and nothing for a member who came by no colleague', () => {
    expect(attributed({ ...lin, fen: 0 }, 1000).change).toEqual({ staffId: 'staff-lin', members: 1, fen: 0 })
    expect(attributed(null, 1000)).toEqual({ attribution: null, change: null })
  })

  it('whatever is billed and voided: the changes add up to what is owed, and a void never makes any', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -2000, max: 2000 })), (steps) => {
        let [spent, fen, members] = [0, 0, 0]
        let attribution: Attribution | null = lin
        for (const step of steps) {
          const before = spent
          spent = Math.max(0, spent + step)
          const next = attributed(attribution, spent)
          if (spent <= before) expect(next.change?.members ?? 0).toBeLessThanOrEqual(0)
          fen += next.change?.fen ?? 0
          members += next.change?.members ?? 0
          attribution = next.attribution
          expect([members, fen]).toEqual(attribution?.owed ? [1, 500] : [0, 0])
        }
      }),
    )
  })
})

describe('the code of a table that a member scans', () => {
  const table = (id: string) => ({ id, kind: 'table' as const, storeId: 'riverside', label: '8 号桌' })
  it('counts once a day, the first one, and is remembered for a month', () => {
    const first = withScan([], table('t8'), '2025-03-01')
    expect(first).toEqual([{ day: '2025-03-01', placementId: 't8' }])
    expect(withScan(first ?? [], table('t9'), '2025-03-01')).toBeNull()
    expect(withScan(first ?? [], table('t9'), '2025-04-01')).toHaveLength(2)
    expect(withScan(first ?? [], table('t9'), '2025-04-02')).toEqual([
      { day: '2025-04-02', placementId: 't9' },
    ])
  })
})
