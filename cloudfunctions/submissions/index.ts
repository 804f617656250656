import { submissionsContract } from '../../contract/submissions'
import { defineFunction } from '../define-function'
import { staffMay } from '../staff-may'
import { decide } from './decide'
import { submit } from './submit'
import { turn } from './turn'
import { waiting } from './waiting'

export const main = defineFunction('submissions', submissionsContract, {
  submit,
  waiting: staffMay('judge-photos', waiting),
  decide: staffMay('judge-photos', decide),
  turn: staffMay('answer-for-risk', turn),
})
