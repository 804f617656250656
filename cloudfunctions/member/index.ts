import { defineFunction } from '../define-function'
import { joinProgramme } from './join'
import { showCode } from './show-code'

export const main = defineFunction('member', { join: joinProgramme, showCode })
