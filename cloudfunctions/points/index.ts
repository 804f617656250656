import { defineFunction } from '../define-function'
import { history } from './history'
import { summary } from './summary'

export const main = defineFunction('points', { summary, history })
