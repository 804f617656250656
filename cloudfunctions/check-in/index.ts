import { checkInContract } from '../../contract/check-in'
import { defineFunction } from '../define-function'
import { checkIn } from './check-in'
import { makeUp } from './make-up'

export const main = defineFunction('check-in', checkInContract, { checkIn, makeUp })
