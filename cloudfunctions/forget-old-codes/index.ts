import { everyDay } from '../../domain/jobs/period'
import { defineJob } from '../define-job'
import { forgetOldCodes } from './forget-old-codes'

export const main = defineJob('forget-old-codes', { period: everyDay, page: forgetOldCodes })
