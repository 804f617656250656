import { defineFunction } from '../define-function'
import { code } from './code'
import { mine } from './mine'

export const main = defineFunction('attribution', { mine, code })
