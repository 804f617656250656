import fc from 'fast-check'
import { attributed, type Attribution } from '../../domain/attribution/attribution'
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
  const lin: Attribution = { staffId: 'staff-lin', owedFen: 0 }
  it.each([
    ['nothing before the first bill', 0, 0, 0, null],
    ['¥5 with the first', 0, 1, 500, 500],
    ['nothing more with the second', 500, 2, 500, null],
    ['no more when the last one was voided', 500, 0, 0, -500],
    ['and again with a new one', 0, 1, 500, 500],
    ['what it was when it became owed, whatever the programme says now', 1000, 2, 1000, null],
  ])('is %s', (_what, before, bills, owedFen, change) => {
    expect(attributed({ ...lin, owedFen: before }, bills, 500)).toEqual({
      attribution: { staffId: 'staff-lin', owedFen },
      change: change === null ? null : { staffId: 'staff-lin', fen: change },
    })
  })

  it('is nothing for a member who came by no colleague, and in a programme that pays nothing', () => {
    expect(attributed(null, 1, 500)).toEqual({ attribution: null, change: null })
    expect(attributed(lin, 1, 0)).toEqual({ attribution: lin, change: null })
  })

  it('whatever is billed and voided: the changes add up to what is owed, at most once', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 900 }))), (steps) => {
        let [bills, sum] = [0, 0]
        let attribution: Attribution | null = lin
        for (const [settles, fen] of steps) {
          bills = Math.max(0, bills + (settles ? 1 : -1))
          const next = attributed(attribution, bills, fen)
          sum += next.change?.fen ?? 0
          attribution = next.attribution
          expect(attribution?.owedFen).toBe(sum)
          expect(bills === 0 ? sum : 0).toBe(0)
        }
      }),
    )
  })
})
