import { attributionContract } from '../../contract/attribution'
import { defineFunction } from '../define-function'
import { code } from './code'
import { mine } from './mine'
import { scan } from './scan'

export const main = defineFunction('attribution', attributionContract, { mine, code, scan })
