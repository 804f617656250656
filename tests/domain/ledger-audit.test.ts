import { auditAccount } from '../../domain/ledger/audit'
import { earn } from '../../domain/ledger/earn'
import type { Entry, Subject } from '../../domain/ledger/entry'
import type { Moved } from '../../domain/ledger/movement'
import { emptyPointsAccount, type PointsAccount } from '../../domain/ledger/points-account'
import { redeem } from '../../domain/ledger/redeem'
import { reverseGrant, reverseSpending, type ClawbackPolicy } from '../../domain/ledger/reverse'
import { withoutPoints } from '../../domain/ledger/without-points'

/** What an account says, and its entries by their causes, in the order of booking. */
interface Books {
  account: PointsAccount
  entries: Record<string, Entry>
}

const JOINED = '2025-01-20'
const TODAY = '2025-03-01'
const END = '2025-09-01'

/** Books that are well: each line is one entry, made by the rule that makes it in earnest. */
class Bookkeeper {
  readonly books: Books = { account: emptyPointsAccount, entries: {} }

  private book(cause: string, moved: Moved, said: Partial<Entry>): this {
    this.books.account = moved.points
    const { points, debt, verb } = moved.movement
    const { seq, balance } = moved.points
    const isBill = verb === 'earn' && said.subject?.type === 'bill'
    this.books.entries[cause] = {
      ...moved.movement,
      cause,
      memberId: 'wang',
      seq,
      day: TODAY,
      balanceAfter: balance,
      breakdown: isBill ? [{ step: 'base', points: points - debt, because: {} }] : [],
      reverses: null,
      subject: { type: 'adjustment', note: '' },
      ...said,
    } as Entry
    return this
  }

  joins(cause: string, points: number): this {
    const grant = { points, kind: 'gift', expiry: END, growth: 0, visitOn: JOINED } as const
    const subject: Subject = { type: 'joining', channel: 'direct', storeId: null }
    return this.book(cause, earn(this.books.account, grant), { subject, day: JOINED })
  }

  pays(cause: string, points: number): this {
    const grant = { points, kind: 'purchase', expiry: END, growth: points, visitOn: TODAY } as const
    return this.book(cause, earn(this.books.account, grant), { subject: { type: 'bill' } as Subject })
  }

  isGiven(cause: string, points: number): this {
    const grant = { points, kind: 'gift', expiry: END, growth: 0, visitOn: null } as const
    return this.book(cause, earn(this.books.account, grant), {})
  }

  isNoted(cause: string): this {
    return this.book(cause, withoutPoints(this.books.account), {})
  }

  spends(cause: string, points: number): this {
    return this.book(cause, agreed(redeem(this.books.account, points, TODAY)), {})
  }

  /** Gives back what was spent, or takes back what a bill gave. */
  undoes(reverses: string, policy: ClawbackPolicy = 'debt'): this {
    const { account, entries } = this.books
    const original = entries[reverses] as Entry
    const undone =
      original.verb === 'redeem'
        ? reverseSpending(account, original, TODAY, 0)
        : agreed(reverseGrant(account, original, policy, TODAY))
    return this.book(`undo-${reverses}`, undone, { reverses })
  }
}

function agreed<T>(decided: { ok: true; value: T } | { ok: false; reason: string }): T {
  if (!decided.ok) throw new Error(decided.reason)
  return decided.value
}

/** Everything that can happen to points: a debt that is paid off, a bill written off, spending given back. */
const healthy = (): Books =>
  new Bookkeeper()
    .joins('joining', 50)
    .pays('lunch', 100)
    .pays('dinner', 100)
    .isGiven('present', 100)
    .isNoted('photo')
    .isNoted('word')
    .spends('juice', 40)
    .undoes('juice')
    .spends('sweet', 30)
    .spends('cake', 20)
    .spends('feast', 300)
    .undoes('dinner', 'debt')
    .undoes('cake')
    .pays('supper', 60)
    .undoes('supper')
    .undoes('lunch', 'take-what-is-left')
    .pays('breakfast', 110)
    .spends('tea', 10)
    .pays('snack', 10)
    .undoes('snack').books

const audit = ({ account, entries }: Books): string[] => auditAccount('wang', account, Object.values(entries))

type Damage = (books: Books) => Books
const account =
  (change: Partial<PointsAccount>): Damage =>
  (books) => ({ ...books, account: { ...books.account, ...change } })
const entry =
  (cause: string, change: Partial<Entry>): Damage =>
  (books) => {
    const whole = books.entries[cause] as Entry
    return { ...books, entries: { ...books.entries, [cause]: { ...whole, ...change } } }
  }

const lot = { kind: 'purchase', expiry: END } as const

describe('the audit of a ledger', () => {
  it('says nothing of books that are well, in whatever order the entries lie', () => {
    const { account: held, entries } = healthy()
    expect(held).toMatchObject({ balance: 20, debt: 0, growth: 110, seq: 20 })
    expect(audit({ account: held, entries })).toEqual([])
    expect(auditAccount('wang', held, Object.values(entries).reverse())).toEqual([])
  })

  it('says nothing of an account without entries, nor of one whose only visit was the joining', () => {
    expect(auditAccount('wang', emptyPointsAccount, [])).toEqual([])
    expect(audit(new Bookkeeper().joins('joining', 50).isGiven('present', 10).books)).toEqual([])
  })

  it.each<[string, Damage, string[]]>([
    ['a balance nobody earned', account({ balance: 21 }), ['balance is 21, the entries add up to 20']],
    ['a debt nobody made', account({ debt: 5 }), ['debt is 5, the entries add up to 0']],
    ['growth that got lost', account({ growth: 109 }), ['growth is 109, the entries add up to 110']],
    [
      'a balance below zero',
      account({ balance: -1 }),
      ['balance is -1, the entries add up to 20', 'balance is negative: -1'],
    ],
    [
      'a debt below zero',
      account({ debt: -1 }),
      ['debt is -1, the entries add up to 0', 'debt is negative: -1'],
    ],
    [
      'growth below zero',
      account({ growth: -1 }),
      ['growth is -1, the entries add up to 110', 'growth is negative: -1'],
    ],
    [
      'a lot that ends later than it was granted',
      account({ lots: [{ ...lot, expiry: '2026-09-01', remaining: 20 }] }),
      ['the lots are not what the entries left'],
    ],
    [
      'points spent from a lot that was not there',
      entry('tea', { lots: [{ ...lot, expiry: '2026-09-01', points: -10 }] }),
      [
        ...['tea', 'snack', 'undo-snack'].map((cause) => `a lot is below zero after ${cause}`),
        'the lots are not what the entries left',
      ],
    ],
    [
      'an entry that takes more from its lots than it says',
      entry('tea', { lots: [{ ...lot, points: -11 }] }),
      ['tea moves -11 in lots but says -10', 'the lots are not what the entries left'],
    ],
    ['an entry too many', account({ seq: 19 }), ['seq is 19, there are 20 entries']],
    ['a number left out', entry('undo-snack', { seq: 21 }), ['undo-snack has number 21, not 20']],
    ['a balance that was never there', entry('word', { balanceAfter: 7 }), ['word shows 7, not 350']],
    [
      'a debt paid off that nobody had',
      entry('undo-snack', { debt: -1 }),
      [
        'debt is 0, the entries add up to -1',
        'the debt is below zero after undo-snack',
        'undo-snack accounts for 9 of 10',
      ],
    ],
    [
      'growth taken that was not there',
      entry('undo-snack', { growth: -121 }),
      [
        'growth is 110, the entries add up to -1',
        'growth is below zero after undo-snack',
        'undo-snack takes -121 growth',
      ],
    ],
    [
      'spending that changes growth',
      entry('breakfast', { verb: 'redeem', day: '2025-03-02' }),
      ['breakfast changes growth'],
    ],
    [
      'a last visit nobody made',
      account({ activeOn: '2025-03-02' }),
      ['last visit is 2025-03-02, the entries say 2025-03-01'],
    ],
    [
      'a last visit that got lost',
      account({ activeOn: null }),
      ['last visit is null, the entries say 2025-03-01'],
    ],
    [
      'a bill of a later day than the last visit',
      entry('supper', { day: '2025-03-02' }),
      ['last visit is 2025-03-01, the entries say 2025-03-02'],
    ],
    ['two entries of one cause', entry('word', { cause: 'photo' }), ['a cause appears twice']],
    [
      'a bill whose lines do not add up',
      entry('lunch', { breakdown: [] }),
      ['lunch explains 0 of 100 points'],
    ],
    [
      'a bill whose lines leave out what paid off the debt',
      entry('breakfast', { breakdown: [{ step: 'base', points: 30, because: {} }] }),
      ['breakfast explains 30 of 110 points'],
    ],
    [
      'a reversal of nobody knows what',
      entry('undo-lunch', { reverses: null }),
      ['undo-lunch does not say what it reverses'],
    ],
    [
      'a reversal of what never was',
      entry('undo-lunch', { reverses: 'brunch' }),
      ['undo-lunch reverses brunch, which does not exist'],
    ],
    [
      'a bill that says it is a reversal',
      entry('breakfast', { reverses: 'brunch' }),
      ['breakfast reverses brunch, which does not exist'],
    ],
    [
      'one bill taken back twice',
      entry('undo-dinner', { reverses: 'lunch' }),
      ['something is reversed twice'],
    ],
    [
      'more given back than was spent',
      entry('undo-juice', { reverses: 'sweet' }),
      ['undo-juice gives back 40 of 30'],
    ],
    [
      'points written off as spending is given back',
      entry('undo-juice', { shortfall: 1 }),
      ['undo-juice gives back 40 of 40'],
    ],
    [
      'growth that comes with spending given back',
      entry('undo-juice', { growth: 1 }),
      ['growth is 110, the entries add up to 111', 'undo-juice gives back 40 of 40'],
    ],
    [
      'points of a bill that nobody took back, owes or wrote off',
      entry('undo-lunch', { shortfall: 90 }),
      ['undo-lunch accounts for 90 of 100'],
    ],
    [
      'a reversal of a bill that gives points, though they are owed',
      entry('undo-snack', { points: 10, debt: 20 }),
      [
        'balance is 20, the entries add up to 40',
        'debt is 0, the entries add up to 20',
        'undo-snack moves -10 in lots but says 10',
        'undo-snack shows 20, not 40',
        'undo-snack accounts for 10 of 10',
      ],
    ],
    [
      'growth taken that had not come with the points',
      entry('undo-dinner', { reverses: 'present' }),
      ['undo-dinner takes -100 growth'],
    ],
    ['an entry of somebody else', entry('word', { memberId: 'zhao' }), ["word is another member's"]],
  ])('finds %s', (_what, damage, says) => {
    expect(audit(damage(healthy()))).toEqual(says.map((each) => `wang: ${each}`))
  })
})
