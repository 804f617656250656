import { refuse } from '../domain/decision'
import { storeOf } from '../domain/programme/programme'
import { allows, worksAt, type Capability } from '../domain/staff/capabilities'
import type { StaffCall } from './handler'

/** Lets a handler run for staff who hold the capability and work in the store the request names. */
export function staffMay<I extends { storeId: string }, A>(
  capability: Capability,
  handler: (input: I, call: StaffCall) => Promise<A>,
) {
  return async (input: I, call: StaffCall) => {
    if (!allows(call.staff.role, capability)) return refuse('not-allowed', { capability })
    const known = storeOf(call.programme, input.storeId) !== null
    if (!known || !worksAt(call.staff, input.storeId)) return refuse('not-your-store')
    return handler(input, call)
  }
}
