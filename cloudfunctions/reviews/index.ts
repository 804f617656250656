import { reviewsContract } from '../../contract/reviews'
import { defineFunction } from '../define-function'
import { staffMay } from '../staff-may'
import { list } from './list'
import { write } from './write'

export const main = defineFunction('reviews', reviewsContract, {
  write,
  list: staffMay('read-reviews', list),
})
