import { writeMemberCode } from '../../domain/codes/member-code'
import { writeRedemptionCode } from '../../domain/codes/redemption-code'
import { REDEMPTION_CODE } from '../../miniprogram/counter/read-code'

const seal = () => '0'.repeat(32)

it('the till tells a redemption code from a member code by how it begins', () => {
  expect(writeRedemptionCode('r1', 'noodle-bar', seal).startsWith(REDEMPTION_CODE)).toBe(true)
  const member = writeMemberCode(
    { memberId: 'm1', nonce: 'n1', expiresAt: 1, voucherId: 'v1' },
    'noodle-bar',
    seal,
  )
  expect(member.startsWith(REDEMPTION_CODE)).toBe(false)
})
