import { bareSdk } from '../bare-sdk'

/** Documents the product wrote for one member, to be written again for others. */
export interface Written {
  settled: object
  redeemed: object
  redemption: object
}

export type Bare =
  | { keep: Written }
  | { act: 'settle'; staffId: string; memberId: string; cause: string }
  | { act: 'redeem'; memberId: string; cause: string }

let kept: Written | null = null

/**
 * Asks what the product's settle and redeem ask, in the same order and of the same size, and does nothing else: no
 * identity, no parsing, no rule, no digest, no log. What to write is kept from an earlier call.
 */
export const main = async (event: Bare): Promise<{ done: boolean }> => {
  if ('keep' in event) {
    kept = event.keep
    return { done: true }
  }
  if (kept === null) throw new Error('what to write was not given')
  if (event.act === 'settle') {
    await bareSdk().collection('staff').doc(event.staffId).get()
    await write(event, kept.settled, null)
  } else {
    await write(event, kept.redeemed, kept.redemption)
  }
  return { done: true }
}

async function write(
  { memberId, cause }: { memberId: string; cause: string },
  entry: object,
  redemption: object | null,
): Promise<void> {
  const transaction = await bareSdk().startTransaction()
  const { data } = await transaction.collection('accounts').doc(memberId).get()
  const { _id: _, ...account } = data as { _id: string; points: { seq: number } }
  const seq = account.points.seq + 1
  await transaction
    .collection('accounts')
    .doc(memberId)
    .set({ ...account, points: { ...account.points, seq } })
  await transaction.collection('ledger_entries').add({ ...entry, _id: cause, memberId, seq })
  if (redemption)
    await transaction
      .collection('redemptions')
      .add({ ...redemption, _id: `r${cause.slice(-23)}`, memberId, seq })
  await transaction.commit()
}
