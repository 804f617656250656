import type { AnyRefusal, FeatureName, OperationName } from '../../contract'

/** What people call an operation. One without a name does not compile. */
export const operationNames: { [F in FeatureName]: { [O in OperationName<F>]: string } } = {
  member: {
    home: '打开首页',
    profile: '打开“我的”',
    rename: '改称呼',
    join: '加入会员',
    showCode: '出示会员码',
  },
  counter: {
    open: '打开收银台',
    identify: '识别会员',
    vouchers: '查看可用券',
    settle: '结账记分',
    void: '作废消费单',
    giveEntitlement: '核销权益',
    setTier: '调整等级',
    fulfil: '核销兑换码',
    undo: '撤销核销',
  },
  points: { summary: '查看积分', news: '等新动静', history: '翻看流水' },
  'points-mall': {
    list: '逛积分商城',
    redeem: '兑换',
    redemptions: '我的兑换',
    redemption: '查看兑换码',
  },
  vouchers: { list: '我的券' },
  tasks: { list: '看任务', claim: '领任务奖励' },
  tiers: { mine: '会员等级', takeGift: '领升级礼', takeVoucher: '领权益券' },
  'check-in': { checkIn: '签到', makeUp: '补签' },
}

export const jobNames: Record<string, string> = {
  'settle-stock-claims': '清点库存占用',
  'forget-old-codes': '忘掉旧码',
}

/** A refusal in a few words; the phone says the whole sentence. One without words does not compile. */
export const refusalWords: Record<AnyRefusal['reason'], string> = {
  'invalid-input': '内容有误',
  'unknown-operation': '没有这个操作',
  'request-too-large': '内容太大',
  'no-identity': '没有微信身份',
  'not-a-member': '还不是会员',
  'not-staff': '不是员工',
  'not-allowed': '岗位没有权限',
  'not-your-store': '不在这家门店',
  busy: '正忙，请重试',
  'different-request': '单号已记过别的账',
  fault: '出了故障',
  'already-a-member': '已经是会员',
  'phone-code-rejected': '手机号授权失效',
  'no-such-store': '没有这家门店',
  'not-a-code': '不是本系统的码',
  'forged-code': '码是伪造的',
  'code-of-another-restaurant': '别家餐厅的码',
  'code-expired': '码已过期',
  'code-used': '码已用过',
  'no-such-member-number': '没有这个会员号',
  'wrong-keyed-code': '六位数字不对',
  'keyed-code-locked': '输错太多次',
  'ticket-expired': '识别已失效',
  'ticket-of-another-store': '在别的门店识别的',
  'ticket-already-settled': '这次识别已结过账',
  'bill-was-voided': '这单已作废',
  'nothing-to-replace': '没有可更正的单',
  'looks-like-the-same-bill': '像是同一单',
  'no-such-bill': '没有这张消费单',
  'void-window-passed': '过了作废时限',
  'points-already-spent': '积分已经用掉',
  'already-voided': '已经作废过',
  'redemption-expired': '兑换码已过期',
  'already-served': '已经领过',
  'not-served-here': '不在本店领取',
  'no-such-redemption': '没有这张兑换单',
  'not-fulfilled': '还没有核销',
  'fulfilled-elsewhere': '在别的门店核销的',
  'undone-too-often': '撤销太多次',
  'undo-window-passed': '过了撤销时限',
  'no-such-task': '没有这个任务',
  'task-over': '任务过时了',
  'task-not-reached': '任务没完成',
  'already-claimed': '奖励领过了',
  'no-such-voucher': '没有这张券',
  'voucher-used': '券已用过',
  'voucher-ended': '券已过期',
  'voucher-not-yet': '券还没生效',
  'voucher-not-here': '券不在本店用',
  'below-threshold': '没到券的门槛',
  'item-not-in-bill': '单里没有这道菜',
  'another-amount-due': '应收金额不同',
  'no-such-gift': '没有这份升级礼',
  'gift-taken': '升级礼已领过',
  'no-such-entitlement': '没有这项权益',
  'entitlement-used-up': '权益已用完',
  'entitlement-given': '权益刚用过',
  'no-such-tier': '没有这个等级',
  'ends-too-early-or-late': '有效期太早或太晚',
  'has-this-tier': '等级没有变化',
  'check-in-closed': '签到没有开放',
  'already-checked-in': '今天签到过了',
  'not-today': '不是今天',
  'not-a-missed-day': '不能补签这天',
  'no-such-reward': '已下架',
  'not-on-sale': '不在兑换期',
  'sold-out': '已兑完',
  'member-limit-reached': '已兑满',
  'not-enough-points': '积分不够',
}

/** What the platform says when a function has not replied. */
export const errorWords: Record<string, string> = {
  FUNCTIONS_TIME_LIMIT_EXCEEDED: '超时',
  FUNCTIONS_EXECUTE_FAIL: '函数出错',
}

/** What is asked of the cloud. */
export const actionWords: Record<string, string> = {
  'database.getDocument': '读',
  'database.calculateDocument': '数',
  'database.aggregateDocuments': '汇总',
  'database.insertDocument': '新增',
  'database.modifyDocument': '改',
  'database.modifyAndReturnDoc': '改并取回',
  'database.removeDocument': '删',
  'database.startTransaction': '开始事务',
  'database.commitTransaction': '提交事务',
  'database.abortTransaction': '放弃事务',
}

/** What became of a request that was not done. */
export const requestWords: Record<string, string> = {
  DATABASE_TRANSACTION_CONFLICT: '事务冲突',
  DATABASE_TIMEOUT: '等锁超时',
  'no-answer': '没有回应',
}
