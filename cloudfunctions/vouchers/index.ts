import { vouchersContract } from '../../contract/vouchers'
import { defineFunction } from '../define-function'
import { list } from './list'

export const main = defineFunction('vouchers', vouchersContract, { list })
