import type { Value } from '../../contract'
import { defaultPointsName } from '../copy/refusals'

type Identified = Value<'counter', 'identify'>
type Brand = Value<'counter', 'open'>['brand']

/** Who stands at the till now, until their bill is settled or the ticket ends. */
export interface Customer extends Identified {
  storeId: string
  brand: Brand
}

/** What just happened, for the page that shows it large. */
export type Outcome =
  | { kind: 'settled'; storeId: string; brand: Brand; bill: Value<'counter', 'settle'> }
  | { kind: 'served'; storeId: string; brand: Brand; serving: Value<'counter', 'fulfil'> }

const CUSTOMER = 'counter:customer'
const STORE = 'counter:store'
const BRAND = 'counter:brand'

/** Before the till has opened once. */
const unknownBrand: Brand = { name: '', pointsName: defaultPointsName }

let outcome: Outcome | null = null

export const till = {
  /** The one whose bill is still open; a back gesture or a restart does not lose them. */
  customer(now: number): Customer | null {
    const customer = wx.getStorageSync<Customer | ''>(CUSTOMER)
    return customer && customer.ticketExpiresAt > now ? customer : null
  },
  serve(customer: Customer): void {
    wx.setStorageSync(CUSTOMER, customer)
  },
  done(): void {
    wx.removeStorageSync(CUSTOMER)
  },
  storeId(): string {
    return wx.getStorageSync<string>(STORE)
  },
  /** As the till's start last heard it. */
  brand(): Brand {
    return wx.getStorageSync<Brand | ''>(BRAND) || unknownBrand
  },
  under(brand: Brand): void {
    wx.setStorageSync(BRAND, brand)
  },
  workIn(storeId: string): void {
    wx.setStorageSync(STORE, storeId)
  },
  show(next: Outcome): void {
    outcome = next
  },
  outcome: (): Outcome | null => outcome,
}
