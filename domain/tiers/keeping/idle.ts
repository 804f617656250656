import * as z from 'zod'
import { addMonths } from '../../time/business-day'
import type { KeepingKind } from './keeping-kind'

const rule = z.strictObject({ kind: z.literal('idle'), months: z.int().min(1).max(24).default(3) })

/** Requirement F66: whoever stays away for three months is one tier lower, and has the old one back at the next visit. */
export const idle: KeepingKind<typeof rule> = {
  rule,
  keep({ months }, { since, days }) {
    const last = days.at(-1)?.day ?? since
    return { through: addMonths(last > since ? last : since, months), needs: { kind: 'visit' } }
  },
  regains: (_rule, days, fellOn) => days.some(({ day }) => day >= fellOn),
}
