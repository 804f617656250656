import * as z from 'zod'
import type { Role } from '../domain/staff/capabilities'
import type { Database, Stored } from './database'

const staffDocument = z.strictObject({
  _id: z.string(),
  /** Fit for the scene of a code. */
  staffId: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,29}$/),
  name: z.string(),
  role: z.enum(['cashier', 'manager', 'owner']),
  storeIds: z.array(z.string()),
  active: z.boolean(),
})

export interface StaffMember {
  staffId: string
  name: string
  role: Role
  storeIds: string[]
}

/**
 * Who goes by this id and works here; null when nobody does, or their document is not as it should be: that keeps no diner
 * from joining. Index `staff_id`.
 */
export async function findStaff(db: Database, staffId: string): Promise<StaffMember | null> {
  const [stored] = await db.find('staff', { where: { staffId, active: true }, limit: 1 })
  const parsed = staffDocument.safeParse(stored)
  return parsed.success ? parsed.data : null
}

/** These colleagues, also those who have left, by their ids. Index `staff_id`. */
export async function staffBy(db: Database, staffIds: readonly string[]): Promise<StaffMember[]> {
  if (staffIds.length === 0) return []
  const where = { staffId: db.command.in([...staffIds]) }
  const found = (await db.find('staff', { where, limit: 1000 })).map((stored) => staffDocument.parse(stored))
  // Who came back with another phone has two documents: the one that is active says who they are.
  const byId = new Map(
    found.sort((a, b) => Number(a.active) - Number(b.active)).map((one) => [one.staffId, one]),
  )
  return [...byId.values()]
}

/** Who this login is behind the counter. Read afresh on every call: a dismissed cashier is out at once. */
export async function loadStaff(db: Database, loginId: string): Promise<StaffMember | null> {
  const stored = await db.get('staff', loginId)
  return stored && staffFrom(stored)
}

function staffFrom(stored: Stored): StaffMember | null {
  const { active, staffId, name, role, storeIds } = staffDocument.parse(stored)
  return active ? { staffId, name, role, storeIds } : null
}
