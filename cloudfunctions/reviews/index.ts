import { defineFunction } from '../define-function'
import { staffMay } from '../staff-may'
import { list } from './list'
import { write } from './write'

export const main = defineFunction('reviews', { write, list: staffMay('read-reviews', list) })
