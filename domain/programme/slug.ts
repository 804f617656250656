import * as z from 'zod'

/** Ids people choose for restaurants, stores and rewards: they stand in codes, causes and file names. */
export const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/)
