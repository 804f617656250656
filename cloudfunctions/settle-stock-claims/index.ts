import { everyTick } from '../../domain/jobs/period'
import { defineJob } from '../define-job'
import { settleStockClaims } from './settle-stock-claims'

export const main = defineJob('settle-stock-claims', { period: everyTick, page: settleStockClaims })
