import { forgetOldCodes } from '../../storage/used-codes'
import { defineJob } from '../define-job'

export const main = defineJob('forget-old-codes', forgetOldCodes)
