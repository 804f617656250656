import { accept } from '../../domain/decision'
import { allows, worksAt } from '../../domain/staff/capabilities'
import type { Handler } from '../handler'

/** The till's first screen. Whoever is staff may see where they work; each act there asks for its capability. */
export const openCounter: Handler<'counter', 'open'> = async (_input, { staff, programme }) =>
  accept({
    brand: programme.brand,
    staff: { name: staff.name, role: staff.role },
    stores: programme.stores
      .filter(({ id }) => worksAt(staff, id))
      .map(({ id, name }) => ({ storeId: id, name })),
    may: { readReviews: allows(staff.role, 'read-reviews'), judgePhotos: allows(staff.role, 'judge-photos') },
  })
