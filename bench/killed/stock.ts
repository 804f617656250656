/** Units of the limited reward in a folder's first load: more than all of its loads redeem. */
export const STOCK = 1_000_000
