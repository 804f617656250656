import type { Scenario } from '../scenario'
import { aDayOfBills } from './a-day-of-bills'
import { aMillionMembers } from './a-million-members'
import { flashRedemption } from './flash-redemption'
import { killed } from './killed'
import { overhead } from './overhead'
import { parallelOrders } from './parallel-orders'
import { preview } from './preview'
import { writeShapes } from './write-shapes'

/** Every scenario, in the order they are run and shown. */
export const scenarios: Scenario[] = [
  writeShapes,
  parallelOrders,
  flashRedemption,
  overhead,
  aMillionMembers,
  aDayOfBills,
  killed,
  preview,
]
