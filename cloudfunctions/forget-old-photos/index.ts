import { everyDay } from '../../domain/jobs/period'
import { defineJob } from '../define-job'
import { forgetOldPhotos } from './forget-old-photos'

export const main = defineJob('forget-old-photos', { period: everyDay, page: forgetOldPhotos })
