import { pointsContract } from '../../contract/points'
import { defineFunction } from '../define-function'
import { history } from './history'
import { news } from './news'
import { summary } from './summary'

export const main = defineFunction('points', pointsContract, { summary, news, history })
