import type { Value } from '../../contract'
import type { DemoPhone } from './phone'

/** What a member's streak calendar says. */
export async function calendarOf(
  diner: DemoPhone,
): Promise<NonNullable<NonNullable<Value<'member', 'home'>['member']>['checkIn']>> {
  const { member } = await diner.must('member', 'home', {})
  if (!member?.checkIn) throw new Error('this programme has no check-ins')
  return member.checkIn
}
