import { factsOf } from '../../domain/account'
import { accept } from '../../domain/decision'
import { badgesOf } from '../../domain/tasks/badges'
import { claimableUntil, tasksNow } from '../../domain/tasks/claims'
import { businessDay } from '../../domain/time/business-day'
import { templateOf } from '../../domain/vouchers/grant'
import { loadAccount } from '../../storage/accounts'
import type { Handler } from '../handler'

/** 任务: what there is to do, how far the member is, and the badges. One request: all of it is in the account. */
export const list: Handler<'tasks', 'list'> = async (_input, { db, memberId, now, programme }) => {
  const account = await loadAccount(db, memberId)
  const today = businessDay(now, programme)
  const { tasks, badges, brand } = programme
  return accept({
    brand,
    today,
    tasks: tasksNow(tasks, account.claims, factsOf(account), today).map(
      ({ task, period, progress, state, round }) => ({
        taskId: task.id,
        name: task.name,
        goal: task.goal,
        period: task.period,
        periodKey: period.key,
        lastDay: task.period === 'once' ? null : period.to,
        claimUntil: task.period === 'once' ? null : claimableUntil(task, tasks, period),
        points: task.points,
        voucher: task.voucher === null ? null : templateOf(programme, task.voucher).name,
        progress,
        state,
        round,
      }),
    ),
    badges: badgesOf(badges, account).map(({ badge: { name, fact, least }, done, earned }) => ({
      name,
      fact,
      least,
      done,
      earned,
    })),
  })
}
