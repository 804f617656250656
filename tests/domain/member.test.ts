import fc from 'fast-check'
import { refuse } from '../../domain/decision'
import { bindPhone } from '../../domain/member/bind-phone'
import { join } from '../../domain/member/join'
import { maskName, maskPhone } from '../../domain/member/mask'
import { isMemberNumber, memberNumberOf } from '../../domain/member/member-number'
import type { Profile } from '../../domain/member/profile'
import { aProgramme } from '../support/programmes'

const noon = Date.parse('2025-03-01T12:00:00+08:00')

describe('joining', () => {
  it('gives fifty points that live as long as any', () => {
    expect(join(aProgramme(), noon, false)).toMatchObject({
      giftPoints: 50,
      giftWithheld: null,
      points: {
        balance: 50,
        growth: 0,
        activeOn: '2025-03-01',
        lots: [{ kind: 'gift', expiry: '2025-09-01', remaining: 50 }],
      },
    })
  })

  it('gives nothing for a phone that already had it, and says so', () => {
    expect(join(aProgramme(), noon, true)).toMatchObject({
      giftPoints: 0,
      giftWithheld: 'phone-already-had-it',
      points: { balance: 0, seq: 1 },
    })
  })

  it('withholds nothing where there is no gift', () => {
    expect(join(aProgramme({ joining: { giftPoints: 0 } }), noon, true).giftWithheld).toBeNull()
  })
})

describe('adding a phone number', () => {
  const phone = { maskedPhone: '138******78', sealedPhone: 'sealed' }
  const without = { name: '王', maskedPhone: null, sealedPhone: null } as Profile
  const withOne = { ...without, maskedPhone: '139******00', sealedPhone: 'other' }

  it.each([
    ['nobody has', without, 'nobody', { ok: true, value: { ...without, ...phone } }],
    ['is theirs already: nothing changes', withOne, 'this-member', { ok: true, value: withOne }],
    ['is another member’s', without, 'another-member', refuse('phone-of-another-member')],
    [
      'is another member’s, while they have one',
      withOne,
      'another-member',
      refuse('phone-of-another-member'),
    ],
    ['nobody has, while they have one', withOne, 'nobody', refuse('has-another-phone')],
  ] as const)('that %s', (_what, profile, owner, decided) => {
    expect(bindPhone(profile, phone, owner)).toEqual(decided)
  })
})

it.each([
  ['王小明', '王**'],
  ['李', '李*'],
  ['欧阳', '欧*'],
  ['Alexandrina', 'A***'],
  ['😀开心', '😀**'],
  ['', '*'],
])('the name %p is shown as %p', (name, shown) => {
  expect(maskName(name)).toBe(shown)
})

it.each([
  ['13800001278', '138******78'],
  ['12345', '*****'],
])('the phone %p is shown as %p', (phone, shown) => {
  expect(maskPhone(phone)).toBe(shown)
})

describe('a member number', () => {
  const nine = fc.integer({ min: 100_000_000, max: 999_999_999 }).map(String)

  it('carries a check digit', () => {
    fc.assert(fc.property(nine, (digits) => expect(isMemberNumber(memberNumberOf(digits))).toBe(true)))
  })

  it('notices any single wrong digit', () => {
    fc.assert(
      fc.property(nine, fc.nat(9), fc.integer({ min: 1, max: 9 }), (digits, place, by) => {
        const right = memberNumberOf(digits)
        const wrong = [...right]
        wrong[place] = String((Number(right[place]) + by) % 10)
        expect(isMemberNumber(wrong.join(''))).toBe(false)
      }),
    )
  })
})
