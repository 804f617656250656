import { memberContract } from '../../contract/member'
import { defineFunction } from '../define-function'
import { bindPhone } from './bind-phone'
import { home } from './home'
import { joinProgramme } from './join'
import { profile } from './profile'
import { rename } from './rename'
import { showCode } from './show-code'

export const main = defineFunction('member', memberContract, {
  home,
  join: joinProgramme,
  profile,
  rename,
  bindPhone,
  showCode,
})
