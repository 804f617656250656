import { tiersContract } from '../../contract/tiers'
import { defineFunction } from '../define-function'
import { mine } from './mine'
import { takeGift } from './take-gift'
import { takeVoucher } from './take-voucher'

export const main = defineFunction('tiers', tiersContract, { mine, takeGift, takeVoucher })
