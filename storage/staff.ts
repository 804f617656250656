import * as z from 'zod'
import type { Role } from '../domain/staff/capabilities'
import type { Database, Stored } from './database'

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

/** Who goes by this id and works here; null when nobody does. Index `staff_id`. */
export async function findStaff(db: Database, staffId: string): Promise<StaffMember | null> {
  const [stored] = await db.find('staff', { where: { staffId }, limit: 1 })
  return stored ? staffFrom(stored) : null
}

/** What these colleagues are called; whoever has left keeps their name. Index `staff_id`. */
export async function staffNames(db: Database, staffIds: readonly string[]): Promise<Map<string, string>> {
  if (staffIds.length === 0) return new Map()
  const where = { staffId: db.command.in([...staffIds]) }
  const found = await db.find('staff', { where, limit: staffIds.length })
  return new Map(
    found.map((stored) => staffDocument.parse(stored)).map(({ staffId, name }) => [staffId, name]),
  )
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
