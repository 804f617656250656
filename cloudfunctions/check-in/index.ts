import { defineFunction } from '../define-function'
import { checkIn } from './check-in'
import { makeUp } from './make-up'

export const main = defineFunction('check-in', { checkIn, makeUp })
