import { bareSdk } from '../bare-sdk'

/** Takes one unit of a stock, and nothing else: no member, no points, no trace of who has it. */
export const main = async ({ stockId }: { stockId: string }): Promise<{ accepted: boolean }> => {
  const { command } = bareSdk()
  const { updated } = await bareSdk()
    .collection('reward_stocks')
    .where({ _id: stockId, left: command.gte(1) })
    .update({ left: command.inc(-1) })
  return { accepted: updated > 0 }
}
