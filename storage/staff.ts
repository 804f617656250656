import * as z from 'zod'
import type { Role } from '../domain/staff/capabilities'
import type { Database } from './database'

const staffDocument = z.strictObject({
  _id: z.string(),
  staffId: z.string(),
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

/** Who this login is behind the counter. Read afresh on every call: a dismissed cashier is out at once. */
export async function loadStaff(db: Database, loginId: string): Promise<StaffMember | null> {
  const stored = await db.get('staff', loginId)
  if (stored === null) return null
  const { active, staffId, name, role, storeIds } = staffDocument.parse(stored)
  return active ? { staffId, name, role, storeIds } : null
}
