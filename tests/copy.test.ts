import { contract } from '../contract'
import { commonRefusals } from '../contract/refusals'
import { businessDay, day, moment } from '../miniprogram/copy/dates'
import { dishesLine, takenOffLine, voidedLine } from '../miniprogram/copy/counter'
import { historyLine } from '../local/demo/history-line'
import { byMonth, expiryLine } from '../miniprogram/copy/history'
import { whatMattersNow } from '../miniprogram/copy/home'
import { breakdownLines, distance } from '../miniprogram/copy/ledger'
import { count, signed, yuan } from '../miniprogram/copy/money'
import { explain } from '../miniprogram/copy/refusals'
import {
  basisLine,
  benefitsOf,
  keepLine,
  leftLine,
  nextTierLine,
  setLine,
  timesOf,
} from '../miniprogram/copy/tiers'
import { figureOf, pastLine, quoteLine, termsLine, validityLine } from '../miniprogram/copy/vouchers'
import { eatenLine, mealLine, missingLine, paysLine, starLabel, thanks } from '../miniprogram/copy/reviews'
import { decidedLine, riskLine, whenSent } from '../miniprogram/copy/submissions'
import { goalLine, progressLine, rewardLine, tasksToClaim, untilLine } from '../miniprogram/copy/tasks'
import type { Value } from '../contract'

type Task = Value<'tasks', 'list'>['tasks'][number]
const now = Date.parse('2025-03-01T12:00:00+08:00')
const DAY = 86_400_000

/** Details that fit every refusal at once. */
const details = {
  requestId: 'a1b2c3d4e5',
  capability: 'settle-bill',
  bytes: 1,
  limit: 2,
  paths: [],
  expiredAt: now - 60_000,
  usedAt: now - 60_000,
  storeName: '滨江店',
  triesLeft: 2,
  until: now + 60_000,
  from: null,
  billId: 'bill:riverside:A17',
  pointsEarned: 56,
  amountFen: 5600,
  settledAt: now - 60_000,
  hours: 24,
  missing: 50,
  pricePoints: 500,
  storeNames: ['滨江店'],
  earliest: '2025-03-01',
  latest: '2027-03-01',
  servedAt: now - 60_000,
  fulfilledAt: now,
  minutes: 5,
  count: 1,
  per: 'month',
  spendable: 20,
  needed: 50,
  why: 'too-long-ago',
  lastGoodDay: '2025-02-28',
  validFrom: '2025-03-08',
  thresholdFen: 10_000,
  itemName: '一碟小菜',
  payableFen: 4600,
  least: 5,
  most: 3,
}

const reasons = [
  ...Object.keys(commonRefusals),
  ...Object.values(contract).flatMap((feature) =>
    Object.values(feature as Record<string, { refusals: object }>).flatMap(({ refusals }) =>
      Object.keys(refusals),
    ),
  ),
  'no-reply',
]

describe('every refusal has a Chinese sentence', () => {
  it.each([...new Set(reasons)])('%s', (reason) => {
    const sentence = explain({ ok: false, reason, details } as never, now)
    expect(sentence).toMatch(/[。？]$/)
    expect(explain({ ok: false, reason, details } as never, now, '星星')).not.toMatch(/积分|\d 分(?!钟)/)
    expect(sentence).not.toMatch(/undefined|NaN|null|[!！]|亲/)
    // Chinese text has Chinese punctuation.
    expect(sentence).not.toMatch(/[\u4e00-\u9fff][,:;?!()]|[,:;?!()][\u4e00-\u9fff]/)
    expect(sentence.length).toBeLessThanOrEqual(60)
  })

  it('says what happened, where, and what to do', () => {
    const at = now + 4 * 60_000
    const used = { ok: false, reason: 'code-used', details: { usedAt: at } }
    expect(explain(used as never, now)).toBe('这张会员码已用过（今天 12:04）。请让顾客刷新后再试。')
    const served = { ok: false, reason: 'already-served', details: { servedAt: at, storeName: '滨江店' } }
    expect(explain(served as never, now)).toBe('这张兑换码今天 12:04 已在滨江店用过，不能再用。')
    const elsewhere = { ok: false, reason: 'not-served-here', details: { storeNames: ['滨江店', '车站店'] } }
    expect(explain(elsewhere as never, now)).toBe('这份不在本店领取，请到滨江店、车站店。')
  })
})

it.each([
  [0, '¥0'],
  [1, '¥0.01'],
  [5600, '¥56'],
  [5650, '¥56.50'],
  [9_999_999, '¥99,999.99'],
  [-123_456, '-¥1,234.56'],
])('%i fen is written %s', (fen, text) => {
  expect(yuan(fen)).toBe(text)
})

it('points are written with signs and thousands', () => {
  expect([signed(84), signed(-1284), signed(0), count(99_999), count(1_234_567)]).toEqual([
    '+84',
    '-1,284',
    '0',
    '99,999',
    '1,234,567',
  ])
})

it.each([
  [now, '今天'],
  [now - DAY, '昨天'],
  [now + DAY, '明天'],
  [Date.parse('2025-03-02T00:00:00+08:00'), '明天'],
  [Date.parse('2025-03-08T12:00:00+08:00'), '3 月 8 日'],
  [Date.parse('2026-01-01T12:00:00+08:00'), '2026 年 1 月 1 日'],
])('days as people say them: %i is %s', (at, text) => {
  expect(day(at, now)).toBe(text)
})

it('moments and business days likewise', () => {
  expect(moment(Date.parse('2025-03-01T23:59:00+08:00'), now)).toBe('今天 23:59')
  expect(businessDay('2025-03-02', now)).toBe('明天')
})

describe('a line of the history', () => {
  const line = {
    seq: 1,
    at: now,
    verb: 'earn' as const,
    points: 56,
    debt: 0,
    balanceAfter: 106,
    breakdown: [],
    vouchers: [],
    newTier: null,
    expiresOn: '2025-09-01',
  }
  it('reads plainly', () => {
    const about = {
      type: 'bill' as const,
      storeName: '滨江店',
      amountFen: 5600,
      discounts: [],
      orderNo: null,
    }
    expect(historyLine({ ...line, about }, now)).toBe(
      '今天 12:00 · 消费 ¥56 · +56 · 余 106 · 有效至 9 月 1 日',
    )
    const plain = { ...line, points: 0, expiresOn: null }
    const refused = {
      type: 'submission-refused' as const,
      taskName: '晒一晒',
      reason: 'not-fit' as const,
      note: '有别的客人',
    }
    expect(historyLine({ ...plain, about: { type: 'submission', taskName: '晒一晒' } }, now)).toContain(
      '交了照片：晒一晒',
    )
    expect(historyLine({ ...plain, about: refused }, now)).toContain(
      '照片没通过：晒一晒（内容不合适，有别的客人）',
    )
    const review = { type: 'review' as const, storeName: '滨江店', rating: 4 }
    expect(historyLine({ ...line, points: 10, about: review }, now)).toContain('评价 · 4 星 · +10')
    expect(historyLine({ ...line, points: -10, about: { type: 'review-undone' } }, now)).toContain(
      '评价奖励收回 · -10',
    )
    const voided = {
      type: 'voided-bill' as const,
      storeName: '滨江店',
      amountFen: 560_000,
      reason: 'wrong-amount',
    }
    expect(
      historyLine(
        { ...line, verb: 'reverse', points: -6, debt: 50, balanceAfter: 0, expiresOn: null, about: voided },
        now,
      ),
    ).toBe('今天 12:00 · 作废 ¥5,600（金额录错） · -6 · 欠 50 · 余 0')
  })

  it.each([
    ['joining without a gift', { type: 'joining' as const }, '从这天起，每次消费都攒分'],
    ['a reward', { type: 'redemption' as const, rewardName: '一颗卤蛋' }, '兑换码和领取情况在“我的兑换”里'],
    ['an adjustment', { type: 'adjustment' as const, note: '补记' }, '由门店调整，有疑问请问店员'],
  ])('of %s, opened, says where there is more', (_what, about, says) => {
    const lines = [{ ...line, expiresOn: null, points: 0, about } as never]
    expect(byMonth(lines, '回味分', { now, today: '2025-03-01' })[0]?.lines[0]?.why).toEqual([says])
  })

  it.each([
    ['2025-03-01', '今天'],
    ['2025-03-02', '明天'],
    ['2025-03-03', ' 3 月 3 日'],
  ])(
    'points that end on the business day %s, said on that of 1 March however late in its night, end %s',
    (day, said) => {
      const end = { lastGoodDay: day, points: 120 }
      expect(expiryLine(end, '回味分', '2025-03-01')).toBe(`120 回味分有效至${said}`)
      const atNight = Date.parse('2025-03-02T00:30:00+08:00')
      const months = byMonth([{ ...line, about: { type: 'joining' }, expiresOn: day }], '回味分', {
        now: atNight,
        today: '2025-03-01',
      })
      expect(months[0]?.lines[0]?.why).toContain(`有效至${said}`)
      const daysLeft = Number(day.slice(-2)) - 1
      const member = { debt: 0, expiring: { ...end, daysLeft }, vouchers: { next: null }, nextReward: null }
      expect(whatMattersNow(member as never, '回味分')).toBe(`120 回味分有效至${said}，记得用掉`)
    },
  )

  it('explains each step and the distance to the next reward', () => {
    const base = { step: 'base' as const, points: 56, because: { eligibleFen: 5600, points: 1, perFen: 100 } }
    const tier = {
      step: 'tier' as const,
      points: 11,
      because: { tier: '银卡', multiplierBasisPoints: 12_000 },
    }
    expect(breakdownLines([base, tier], '回味分')).toEqual([
      '消费 ¥56 · 每 ¥1 得 1 回味分 +56',
      '银卡 ×1.2 +11',
    ])
    // Twice nothing is no reason: a bill that a voucher paid whole.
    const nothing = { ...base, points: 0, because: { ...base.because, eligibleFen: 0 } }
    expect(breakdownLines([nothing, { ...tier, points: 0 }], '回味分')).toEqual([
      '消费 ¥0 · 每 ¥1 得 1 回味分 0',
    ])
    expect(distance({ rewardId: 'a', name: '一杯酸梅汤', pricePoints: 50, shortBy: 36 }, '星星')).toBe(
      '再攒 36 星星换一杯酸梅汤',
    )
    expect(distance({ rewardId: 'a', name: '一杯酸梅汤', pricePoints: 50, shortBy: 0 }, '星星')).toBe(
      '现在就能换一杯酸梅汤',
    )
  })
})

describe('a voucher in words', () => {
  it.each<[Parameters<typeof termsLine>[0], string, string]>([
    [{ kind: 'amount-off', offFen: 2000, thresholdFen: 10_000 }, '¥20', '满 ¥100 减 ¥20'],
    [{ kind: 'amount-off', offFen: 550, thresholdFen: 0 }, '¥5.50', '¥5.50 无门槛'],
    [
      { kind: 'percent-off', offBasisPoints: 2000, ceilingFen: 3000, thresholdFen: 5000 },
      '8 折',
      '满 ¥50 打 8 折，最多减 ¥30',
    ],
    [
      { kind: 'percent-off', offBasisPoints: 8200, ceilingFen: 3000, thresholdFen: 0 },
      '1.8 折',
      '打 1.8 折，最多减 ¥30',
    ],
    [
      { kind: 'percent-off', offBasisPoints: 1500, ceilingFen: 3000, thresholdFen: 0 },
      '8.5 折',
      '打 8.5 折，最多减 ¥30',
    ],
    [{ kind: 'named-item', itemName: '一碟小菜', thresholdFen: 3000 }, '送', '满 ¥30 送一碟小菜'],
  ])('%j', (terms, figure, line) => {
    expect([figureOf(terms), termsLine(terms)]).toEqual([figure, line])
  })

  it('says from when until when, and what became of it', () => {
    const dates = { validFrom: '2025-03-01', lastGoodDay: '2025-03-08' }
    expect(validityLine(dates, '2025-03-01')).toBe('有效至 3 月 8 日')
    expect(validityLine({ ...dates, validFrom: '2025-03-02' }, '2025-03-01')).toBe(
      '明天起可用，有效至 3 月 8 日',
    )
    const voucher = { ...dates, lastGoodDay: '2025-02-28', takenBack: false }
    expect(pastLine({ ...voucher, used: null }, '2025-03-01', now)).toBe('昨天到期')
    expect(pastLine({ ...voucher, takenBack: true, used: null }, '2025-03-01', now)).toBe(
      '消费单作废，券已收回',
    )
    const used = { at: now, storeName: '滨江店', offFen: 2000 }
    expect(pastLine({ ...voucher, used }, '2025-03-01', now)).toBe('今天 12:00 在滨江店用掉，减 ¥20')
    expect(pastLine({ ...voucher, used: { ...used, offFen: 0 } }, '2025-03-01', now)).toBe(
      '今天 12:00 在滨江店用掉',
    )
  })

  it('on a bill: what it takes off or brings, and what is to be paid', () => {
    expect(quoteLine({ offFen: 2000, payableFen: 10_800, brings: null })).toBe('减 ¥20，应收 ¥108')
    expect(quoteLine({ offFen: 0, payableFen: 3000, brings: '一碟小菜' })).toBe('送一碟小菜，应收 ¥30')
    const bill = { amountFen: 12_800, tierOffFen: 0, voucher: null }
    const percent = { name: '八折券', offFen: 2560, brings: null }
    const side = { name: '小菜券', offFen: 0, brings: '一碟小菜' }
    expect(takenOffLine(bill)).toBe('')
    expect(takenOffLine({ ...bill, voucher: percent })).toBe('原价 ¥128，八折券减 ¥25.60')
    expect(takenOffLine({ ...bill, tierOffFen: 640, voucher: side })).toBe(
      '原价 ¥128，会员优惠 ¥6.40，小菜券送一碟小菜',
    )
  })
})

describe('a task in words', () => {
  const week = {
    goal: { kind: 'spending' as const, fen: 20_000 },
    period: 'week' as const,
    lastDay: '2025-03-09',
    claimUntil: '2025-03-12',
    progress: { done: 12_050, of: 20_000 },
  }
  const spring = {
    kind: 'new-dish' as const,
    dishes: [{ name: '春笋面' }, { name: '河虾面' }],
    least: 1,
    from: '2025-03-01',
    until: '2025-03-31',
  }
  const aPhoto = (state: Task['state'], photo: Partial<Task['photo']>): Partial<Task> => ({
    ...week,
    goal: { kind: 'photo', asks: '拍一张这一桌菜' },
    state,
    photo: { nth: 1, triesLeft: 3, refused: null, ...photo },
  })
  it.each<[string, Partial<Task>, string, string]>([
    ['of this week', week, '本周消费满 ¥200', '¥120.50 / ¥200'],
    ['of the week before', { ...week, lastDay: '2025-03-02' }, '上周消费满 ¥200', '¥120.50 / ¥200'],
    [
      'of visits',
      {
        ...week,
        period: 'month',
        goal: { kind: 'visits', days: 5, leastFen: 3000 },
        progress: { done: 3, of: 5 },
      },
      '本月来 5 天，每天满 ¥30',
      '3/5 天',
    ],
    [
      'of first steps',
      { ...week, period: 'once', lastDay: null, goal: { kind: 'first-steps' }, progress: { done: 1, of: 2 } },
      '先消费一次，再兑换一次',
      '1/2 步',
    ],
    [
      'one new dish',
      { goal: spring, period: 'once', lastDay: null, progress: { done: 0, of: 1 } },
      '尝一道新品：春笋面、河虾面',
      '0/1 道',
    ],
    [
      'two new dishes',
      { goal: { ...spring, least: 2 }, period: 'once', lastDay: null, progress: { done: 1, of: 2 } },
      '尝 2 道新品：春笋面、河虾面',
      '1/2 道',
    ],
    [
      'a photo that is not there yet',
      aPhoto('under-way', { refused: null }),
      '拍一张这一桌菜',
      '还没有交照片',
    ],
    ['a photo that waits', aPhoto('waiting', { refused: null }), '拍一张这一桌菜', '等店里看照片'],
    [
      'a photo that was refused',
      aPhoto('under-way', { refused: { reason: 'not-to-be-seen', note: '太暗了' }, triesLeft: 2 }),
      '拍一张这一桌菜',
      '没通过：照片看不清，太暗了',
    ],
    [
      'a photo of last month',
      { ...aPhoto('under-way', { refused: null }), period: 'month', lastDay: '2025-02-28' },
      '上月 · 拍一张这一桌菜',
      '还没有交照片',
    ],
    [
      'the last photo that was refused',
      aPhoto('under-way', { refused: { reason: 'not-ours', note: '' }, triesLeft: 0 }),
      '拍一张这一桌菜',
      '没通过：不像是本店的。次数已用完',
    ],
  ])('%s', (_what, task, goal, progress) => {
    expect([goalLine(task as Task, '2025-03-05'), progressLine(task as Task)]).toEqual([goal, progress])
  })

  it('says what it pays, and until when', () => {
    expect(rewardLine({ points: 100, voucher: '小菜券' }, '回味分')).toBe('+100 回味分和小菜券')
    expect(rewardLine({ points: 0, voucher: '小菜券' }, '回味分')).toBe('小菜券')
    expect(untilLine({ ...week, state: 'under-way' } as Task, '2025-03-08')).toBe('明天截止')
    expect(untilLine({ ...week, state: 'to-claim' } as Task, '2025-03-08')).toBe('领到 3 月 12 日')
    expect(untilLine({ ...week, state: 'claimed' } as Task, '2025-03-08')).toBe('')
    const old = { ...aPhoto('under-way', { refused: null }), lastDay: '2025-02-28', claimUntil: '2025-03-03' }
    expect(untilLine(old as Task, '2025-03-01')).toBe('交到 3 月 3 日')
    expect(untilLine({ ...old, state: 'waiting' } as Task, '2025-03-01')).toBe('')
    const dish = {
      ...week,
      goal: spring,
      lastDay: null,
      claimUntil: null,
      state: 'under-way',
    } as unknown as Task
    expect(untilLine(dish, '2025-02-27')).toBe('3 月 1 日起')
    expect(untilLine(dish, '2025-03-05')).toBe('3 月 31 日截止')
    expect(untilLine({ ...dish, state: 'to-claim' }, '2025-03-05')).toBe('')
  })
})

describe('a meal in words', () => {
  const meal = { billId: 'b', storeName: '滨江店', payableFen: 5600, at: now, until: now + DAY }
  it('says where, when, what a review pays and until when', () => {
    expect([mealLine(meal), eatenLine(meal, now)]).toEqual(['滨江店 · ¥56', '今天 12:00 用餐'])
    expect(paysLine(meal, 10, '回味分', now)).toBe('+10 回味分，明天 12:00 前')
    expect(paysLine(meal, 0, '回味分', now)).toBe('明天 12:00 前')
  })
  it('thanks, and says how many characters are missing', () => {
    expect(thanks({ storeName: '滨江店', points: 10, spendable: 60 }, '回味分')).toBe(
      '谢谢，滨江店收到了。+10 回味分',
    )
    expect(thanks({ storeName: '滨江店', points: 0, spendable: 60 }, '回味分')).toBe('谢谢，滨江店收到了')
    expect([missingLine(2, 5), missingLine(5, 5)]).toEqual(['还差 3 个字', ''])
    expect(starLabel(4)).toBe('4 星，不错')
  })
  it('is found on home when nothing else waits', () => {
    expect([tasksToClaim(2, 1), tasksToClaim(0, 1), tasksToClaim(0, 0)]).toEqual([
      '2 个可领',
      '1 餐待评',
      '任务',
    ])
  })
})

describe('a photo for a task, at the till', () => {
  const member = { maskedName: '王**', memberNumberTail: '7820' }
  const sent = { submissionId: 'p', member, taskName: '晒一晒', asks: '', nth: 1, at: now, photoUrl: null }
  it('says when it was sent, and the how-manieth it is', () => {
    expect(whenSent(sent, now)).toBe('今天 12:00 交')
    expect(whenSent({ ...sent, nth: 2 }, now)).toBe('今天 12:00 交 · 第 2 次')
  })
  it('says what became of it', () => {
    const decided = { taskName: '晒一晒', member, approved: true, points: 30, vouchers: ['小菜券'] }
    expect(decidedLine(decided, '回味分')).toBe('王** · 尾号 7820 · 晒一晒：已通过，+30 回味分，得到小菜券')
    expect(decidedLine({ ...decided, approved: false, points: 0, vouchers: [] }, '回味分')).toBe(
      '王** · 尾号 7820 · 晒一晒：没有通过，原因写在顾客的“任务”里',
    )
  })
  it('says since when a risky task is on', () => {
    const risk = { taskId: 't', name: '海报', risk: 'reward-for-sharing' as const }
    expect(riskLine({ ...risk, onSince: null }, now)).toBe('未开启')
    expect(riskLine({ ...risk, onSince: now }, now)).toBe('今天 12:00 开启')
  })
  it('new dishes at the till are ticked by name, or counted', () => {
    const [spring, river] = [{ name: '春笋面' }, { name: '河虾面' }]
    expect(dishesLine([], 0)).toBe('')
    expect(dishesLine([spring], 1)).toBe('春笋面')
    expect([dishesLine([spring, river], 0), dishesLine([spring, river], 2)]).toEqual(['新品', '新品 2 道'])
  })
})

describe('a tier in words', () => {
  const keep = (needs: object, today = '2025-03-01') =>
    keepLine({
      keep: { through: '2025-05-31', needs } as never,
      tier: { tierId: 'gold', name: '金卡' },
      today,
    })
  it.each([
    [{ kind: 'growth', done: 200, of: 2000 }, '金卡保留到 5 月 31 日，之前再攒 1,800 成长值可继续保留'],
    [
      { kind: 'spending', done: 32_000, of: 50_000 },
      '金卡保留到 5 月 31 日，这一季消费满 ¥500 可继续保留（已消费 ¥320）',
    ],
    [{ kind: 'visit' }, '金卡保留到 5 月 31 日，之前来一次就继续保留'],
  ])('says what would keep it: %j', (needs, says) => {
    expect(keep(needs)).toBe(says)
  })

  it.each([
    [{ kind: 'growth', done: 200, of: 2000 }, '金卡的保级期已过，再攒 1,800 成长值可继续保留'],
    [
      { kind: 'spending', done: 32_000, of: 50_000 },
      '金卡的保级期已过，这一季消费满 ¥500 可恢复（已消费 ¥320）',
    ],
    [{ kind: 'visit' }, '金卡的保级期已过，来一次就继续保留'],
  ])('says that its time is over, and what would keep it: %j', (needs, says) => {
    expect(keep(needs, '2025-06-01')).toBe(says)
  })

  it('says how far it is to the next', () => {
    const next = { name: '银卡', from: 500 }
    expect(nextTierLine({ growth: 320, next })).toBe('再攒 180 成长值升银卡')
    expect(nextTierLine({ growth: 600, next })).toBe('成长值已够银卡')
    expect(nextTierLine({ growth: 9999, next: null })).toBe('已是最高等级')
    expect(basisLine({ basis: 'points', windowMonths: 12 }, '回味分')).toBe(
      '按近 12 个月消费得的回味分计算，兑换不会减少',
    )
  })

  it('says what it brings, without floats', () => {
    expect([10_500, 12_000, 20_000, 12_345].map(timesOf)).toEqual(['1.05', '1.2', '2', '1.2345'])
    const tier = {
      tierId: 'gold',
      name: '金卡',
      from: 2000,
      multiplierBasisPoints: 15_000,
      discountBasisPoints: 500,
      gift: { points: 100, voucher: '十元券' },
      entitlements: [
        { name: '优先入座', quota: null, brings: null },
        { name: '加一颗卤蛋', quota: { count: 1, per: 'month' as const }, brings: '一颗卤蛋' },
      ],
    }
    expect(benefitsOf(tier, '回味分')).toEqual([
      '消费得 1.5 倍回味分',
      '消费 9.5 折',
      '升级礼 100 回味分和十元券',
      '优先入座（随时可用）',
      '加一颗卤蛋（每月 1 次）',
    ])
    expect(leftLine({ count: 2, per: 'quarter' }, 1)).toBe('每季 2 次，还可用 1 次')
    expect(leftLine({ count: 2, per: 'once' }, 0)).toBe('共 2 次，已用完')
    expect(leftLine({ count: 1, per: 'year' }, 1, '一碗长寿面')).toBe('每年 1 次，还可用 1 次 · 一碗长寿面')
  })

  it('says what a manager has said, and what a void has taken', () => {
    expect(setLine('金卡', '2025-05-31')).toBe('调整为金卡，到 5 月 31 日')
    expect(setLine('铜卡', null)).toBe('恢复按规则定级：铜卡')
    const voided = {
      billId: 'b',
      amountFen: 5000,
      pointsTakenBack: 70,
      owed: 0,
      shortfall: 0,
      balance: 50,
      vouchersGivenBack: [],
      tasksUndone: [],
      loweredTo: '铜卡',
    }
    expect(voidedLine(voided, '回味分')).toBe('收回 70 回味分，等级回到铜卡')
  })
})
