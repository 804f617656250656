import { bareSdk } from '../bare-sdk'

/** The three shapes in which the points systems that were read write a spending. */
export type Shape = 'A' | 'B' | 'C'

export interface Spending {
  shape: Shape
  memberId: string
  points: number
  /** Names what happened. Only shape C lets it be there once. */
  cause: string
}

/** Spends points from `shape_accounts` and notes it in `shape_entries`; whether it was accepted. */
export const main = async (event: Spending): Promise<{ accepted: boolean }> => ({
  accepted: await spend[event.shape](event),
})

const spend: Record<Shape, (spending: Spending) => Promise<boolean>> = {
  /** Reads, checks, writes the balance it worked out. */
  A: async ({ memberId, points, cause }) => {
    const balance = await balanceOf(memberId)
    if (balance < points) return false
    await note({ memberId, points, cause })
    await accounts()
      .doc(memberId)
      .update({ points: { balance: balance - points } })
    return true
  },
  /** Reads, checks, subtracts: no update is lost, but nothing guards the check. */
  B: async ({ memberId, points, cause }) => {
    if ((await balanceOf(memberId)) < points) return false
    await note({ memberId, points, cause })
    const less = bareSdk().command.inc(-points)
    await accounts()
      .doc(memberId)
      .update({ points: { balance: less } })
    return true
  },
  /** Subtracts on the condition that there is enough; the entry's id is what happened. */
  C: async ({ memberId, points, cause }) => {
    const { command } = bareSdk()
    const { updated } = await accounts()
      .where({ _id: memberId, 'points.balance': command.gte(points) })
      .update({ points: { balance: command.inc(-points) } })
    if (updated === 0) return false
    await note({ _id: cause, memberId, points, cause })
    return true
  },
}

const accounts = () => bareSdk().collection('shape_accounts')

async function balanceOf(memberId: string): Promise<number> {
  const { data } = await accounts().doc(memberId).get()
  const [account] = data as { points: { balance: number } }[]
  if (!account) throw new Error(`there is no ${memberId}`)
  return account.points.balance
}

async function note(entry: { _id?: string; memberId: string; points: number; cause: string }): Promise<void> {
  await bareSdk()
    .collection('shape_entries')
    .add({ ...entry, points: -entry.points, at: Date.now() })
}
