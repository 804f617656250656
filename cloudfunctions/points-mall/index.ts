import { pointsMallContract } from '../../contract/points-mall'
import { defineFunction } from '../define-function'
import { list } from './list'
import { redeem } from './redeem'
import { redemption } from './redemption'
import { redemptions } from './redemptions'

export const main = defineFunction('points-mall', pointsMallContract, {
  list,
  redeem,
  redemption,
  redemptions,
})
