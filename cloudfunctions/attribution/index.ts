import { defineFunction } from '../define-function'
import { code } from './code'
import { mine } from './mine'
import { scan } from './scan'

export const main = defineFunction('attribution', { mine, code, scan })
