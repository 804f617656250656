import { counterContract } from '../../contract/counter'
import { defineFunction } from '../define-function'
import { staffMay } from '../staff-may'
import { fulfilRedemption } from './fulfil'
import { giveEntitlement } from './give-entitlement'
import { identify } from './identify'
import { openCounter } from './open'
import { setTier } from './set-tier'
import { settle } from './settle'
import { undoFulfilment } from './undo'
import { voidSettledBill } from './void'
import { quoteVouchers } from './vouchers'

export const main = defineFunction('counter', counterContract, {
  open: openCounter,
  identify: staffMay('identify-member', identify),
  vouchers: staffMay('settle-bill', quoteVouchers),
  settle: staffMay('settle-bill', settle),
  void: staffMay('void-bill', voidSettledBill),
  giveEntitlement: staffMay('give-entitlement', giveEntitlement),
  setTier: staffMay('set-tier', setTier),
  fulfil: staffMay('fulfil-redemption', fulfilRedemption),
  undo: staffMay('undo-fulfilment', undoFulfilment),
})
