import type { Value } from '../../contract'

type Identified = Value<'counter', 'identify'>
type Brand = Value<'counter', 'open'>['brand']

/** Where the till stands, and whose programme it serves. */
export interface At {
  storeId: string
  storeName: string
  brand: Brand
}

/** Who stands at the till now, until their bill is settled or the ticket ends. */
export interface Customer
  extends
    Pick<
      Identified,
      'ticket' | 'member' | 'balance' | 'tier' | 'entitlements' | 'tiersToGive' | 'newDishes' | 'voucherId'
    >,
    At {
  /** By this phone's clock, whatever it says. */
  goodUntil: number
}

/** What just happened, for the page that shows it large. */
export type Outcome =
  | { kind: 'settled'; at: At; bill: Value<'counter', 'settle'> }
  | { kind: 'served'; at: At; serving: Value<'counter', 'fulfil'> }

/** Its name changes with what is kept: what an older till had kept is not read. */
const CUSTOMER = 'counter:customer-with-new-dishes'
const AT = 'counter:at'

let outcome: Outcome | null = null
let unseen = false
let nextIsWaiting = false
let watcher: (() => void) | null = null

export const till = {
  /** The one whose bill is still open; a back gesture or a restart does not lose them. */
  customer(now: number): Customer | null {
    const customer = wx.getStorageSync<Customer | ''>(CUSTOMER)
    return customer && customer.goodUntil > now ? customer : null
  },
  serve(customer: Customer): void {
    wx.setStorageSync(CUSTOMER, customer)
    watcher?.()
  },
  done(): void {
    wx.removeStorageSync(CUSTOMER)
    watcher?.()
  },
  /**
   * For the till's start: a reply may come while the cashier is back on it, or on another page. Gives the way to stop, which
   * stops nobody who came after.
   */
  watch(onChange: () => void): () => void {
    watcher = onChange
    return () => {
      if (watcher === onChange) watcher = null
    }
  },
  /** Where this phone works, as the till's start last knew; null before a store was chosen. */
  at(): At | null {
    return wx.getStorageSync<At | ''>(AT) || null
  },
  workAt(at: At): void {
    wx.setStorageSync(AT, at)
  },
  /** What is to be shown large, once somebody looks. */
  show(next: Outcome): void {
    outcome = next
    unseen = true
    watcher?.()
  },
  outcome: (): Outcome | null => outcome,
  seen(): void {
    unseen = false
    watcher?.()
  },
  /** Something was done while the cashier looked elsewhere. */
  hasUnseen: (): boolean => unseen,
  /** The next customer is waiting: the till's start opens the camera at once, this one time. */
  callNext(): void {
    nextIsWaiting = true
  },
  takeNext(): boolean {
    const waiting = nextIsWaiting
    nextIsWaiting = false
    return waiting
  },
}
