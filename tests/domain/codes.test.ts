import { createHmac } from 'node:crypto'
import { keyedDigits, keyedWindow, matchKeyedDigits } from '../../domain/codes/keyed-code'
import { readMemberCode, writeMemberCode } from '../../domain/codes/member-code'
import { readRedemptionCode, writeRedemptionCode } from '../../domain/codes/redemption-code'
import { openCode, sameText, sealCode, type CodeKind, type Seal } from '../../domain/codes/sealed-code'
import { readTicket, stillGood, writeTicket } from '../../domain/codes/ticket'

const keyed =
  (key: string): Seal =>
  (text) =>
    createHmac('sha256', key).update(text).digest('hex').slice(0, 32)
const seal = keyed('ours')
const now = Date.parse('2025-03-01T12:00:00+08:00')
const shown = { memberId: 'm1', nonce: 'n1', expiresAt: now + 60_000, voucherId: null }
const code = writeMemberCode(shown, 'noodle-bar', seal)

describe('a member code', () => {
  it('says who, once, for sixty seconds', () => {
    expect(readMemberCode(code, 'noodle-bar', seal, now + 59_999)).toEqual({
      ok: true,
      value: shown,
    })
  })

  it('says which voucher its owner came to use', () => {
    const withVoucher = { ...shown, voucherId: 'v1' }
    const text = writeMemberCode(withVoucher, 'noodle-bar', seal)
    expect(readMemberCode(text, 'noodle-bar', seal, now)).toEqual({ ok: true, value: withVoucher })
    const another = text.replace('.v1.', '.v2.')
    expect(readMemberCode(another, 'noodle-bar', seal, now)).toMatchObject({ reason: 'forged-code' })
    const without = text.replace('.V.', '.M.').replace('.v1.', '.')
    expect(readMemberCode(without, 'noodle-bar', seal, now)).toMatchObject({ reason: 'forged-code' })
  })

  it.each([
    ['expired at the sixtieth second', code, 'noodle-bar', seal, now + 60_000, 'code-expired'],
    ['of another restaurant', code, 'tea-house', seal, now, 'code-of-another-restaurant'],
    ['sealed with another key', code, 'noodle-bar', keyed('theirs'), now, 'forged-code'],
    ['with another member written in', code.replace('.m1.', '.m2.'), 'noodle-bar', seal, now, 'forged-code'],
    [
      'with a later expiry written in',
      code.replace(/\.m1\.[^.]+/, '.m1.zzzzzzzz'),
      'noodle-bar',
      seal,
      now,
      'forged-code',
    ],
    ['cut short', code.slice(0, -1), 'noodle-bar', seal, now, 'forged-code'],
    ['that is a web address', 'https://example.com', 'noodle-bar', seal, now, 'not-a-code'],
  ])('%s is refused', (_name, text, restaurant, key, at, reason) => {
    expect(readMemberCode(text, restaurant, key, at)).toMatchObject({ ok: false, reason })
  })
})

describe('its numeric form', () => {
  const number = '1234567897'
  const window = keyedWindow(now)

  it('is six digits, of the running or the last minute', () => {
    const digits = keyedDigits(number, window, seal)
    expect(digits).toMatch(/^\d{6}$/)
    expect(matchKeyedDigits(digits, number, now, 1, seal)).toEqual({ ok: true, value: { window } })
    expect(matchKeyedDigits(digits, number, now + 60_000, 1, seal)).toEqual({ ok: true, value: { window } })
    expect(matchKeyedDigits(digits, number, now + 120_000, 1, seal)).toMatchObject({
      reason: 'wrong-keyed-code',
    })
  })

  it('of another member does not match, and the refusal counts down', () => {
    const digits = keyedDigits('9876543217', window, seal)
    expect(matchKeyedDigits(digits, number, now, 3, seal)).toMatchObject({ details: { triesLeft: 2 } })
  })
})

describe('a ticket and a redemption code', () => {
  const ticket = { memberId: 'm1', storeId: 'riverside', nonce: 'n1', expiresAt: now + 1000 }

  it('come back as they were written', () => {
    expect(readTicket(writeTicket(ticket, 'noodle-bar', seal), 'noodle-bar', seal)).toEqual({
      ok: true,
      value: ticket,
    })
    expect(readRedemptionCode(writeRedemptionCode('r1', 'noodle-bar', seal), 'noodle-bar', seal)).toEqual({
      ok: true,
      value: 'r1',
    })
  })

  it('a ticket ends', () => {
    expect(stillGood(ticket, now + 999).ok).toBe(true)
    expect(stillGood(ticket, now + 1000)).toMatchObject({ reason: 'ticket-expired' })
  })
})

describe('a code is read as what it is, and as nothing else', () => {
  const ticket = { memberId: 'm1', storeId: 'riverside', nonce: 'n1', expiresAt: now + 1000 }
  const written = {
    'a member code': code,
    'a member code with a voucher': writeMemberCode({ ...shown, voucherId: 'v1' }, 'noodle-bar', seal),
    'a ticket': writeTicket(ticket, 'noodle-bar', seal),
    'a redemption code': writeRedemptionCode('r1', 'noodle-bar', seal),
  }
  const kinds: CodeKind[] = ['M', 'V', 'T', 'R']
  const memberCode = (text: string) => readMemberCode(text, 'noodle-bar', seal, now)
  const aTicket = (text: string) => readTicket(text, 'noodle-bar', seal)
  const redemptionCode = (text: string) => readRedemptionCode(text, 'noodle-bar', seal)

  it.each([
    ['a member code', 'a ticket', aTicket],
    ['a member code', 'a redemption code', redemptionCode],
    ['a member code with a voucher', 'a ticket', aTicket],
    ['a member code with a voucher', 'a redemption code', redemptionCode],
    ['a ticket', 'a member code', memberCode],
    ['a ticket', 'a redemption code', redemptionCode],
    ['a redemption code', 'a member code', memberCode],
    ['a redemption code', 'a ticket', aTicket],
  ] as const)('%s is not %s', (what, _isNot, read) => {
    expect(read(written[what])).toEqual({ ok: false, reason: 'not-a-code', details: {} })
  })

  it.each(
    kinds.flatMap((kind) => kinds.filter((other) => other !== kind).map((other) => [kind, other] as const)),
  )('of kind %s is not of kind %s, were their fields as many', (kind, other) => {
    const text = sealCode(kind, 'noodle-bar', ['one', 'two'], seal)
    expect(openCode(text, kind, 'noodle-bar', 2, seal)).toEqual({ ok: true, value: ['one', 'two'] })
    expect(openCode(text, other, 'noodle-bar', 2, seal)).toMatchObject({ reason: 'not-a-code' })
  })
})

it.each([
  ['abc', 'abc', true],
  ['abc', 'abd', false],
  ['abc', 'ab', false],
  ['abc', 'abcabc', false],
  ['', '', true],
  ['a', '', false],
])('comparing %p with %p in constant time: %p', (a, b, same) => {
  expect(sameText(a, b)).toBe(same)
})
