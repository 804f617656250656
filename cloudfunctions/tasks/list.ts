import { factsOf } from '../../domain/account'
import { accept } from '../../domain/decision'
import { badgesOf } from '../../domain/tasks/badges'
import { mealsToReview } from '../../domain/reviews/review'
import { storeNameOf } from '../../domain/programme/programme'
import { MOST_TRIES, type Submission } from '../../domain/submissions/submission'
import { tasksNow } from '../../domain/tasks/claims'
import type { TaskGoal } from '../../domain/tasks/goals/catalogue'
import { businessDay } from '../../domain/time/business-day'
import { promisedName } from '../../domain/vouchers/grant'
import { loadAccount } from '../../storage/accounts'
import type { Handler } from '../handler'

/** 任务: what there is to do, how far the member is, and the badges. One request: all of it is in the account. */
export const list: Handler<'tasks', 'list'> = async (_input, { db, memberId, now, programme }) => {
  const account = await loadAccount(db, memberId)
  const today = businessDay(now, programme)
  const { tasks, badges, brand, reviews } = programme
  return accept({
    brand,
    today,
    tasks: tasksNow(tasks, account, factsOf(account), today).map(
      ({ task, period, progress, state, round, submission }) => ({
        taskId: task.id,
        name: task.name,
        goal: shownGoal(task.goal),
        period: task.period,
        periodKey: period.key,
        lastDay: task.period === 'once' ? null : period.to,
        claimUntil: task.period === 'once' ? null : period.claimUntil,
        points: task.points,
        voucher: promisedName(programme, task.voucher),
        progress,
        state,
        round,
        photo: task.goal.kind === 'photo' ? photoOf(submission) : null,
      }),
    ),
    meals: mealsToReview(account.reviews, reviews, now).map(({ billId, storeId, payableFen, at, until }) => ({
      billId,
      storeName: storeNameOf(programme, storeId),
      payableFen,
      at,
      until,
    })),
    reviewing: { points: reviews.points, leastCharacters: reviews.leastCharacters },
    badges: badgesOf(badges, account).map(({ badge: { name, fact, least }, done, earned }) => ({
      name,
      fact,
      least,
      done,
      earned,
    })),
  })
}

/** What the till's system calls a dish is the till's. */
function shownGoal(goal: TaskGoal) {
  return goal.kind === 'new-dish' ? { ...goal, dishes: goal.dishes.map(({ name }) => ({ name })) } : goal
}

/** Which photo the next one is, and why the last one did not count. */
function photoOf(submission: Submission | null) {
  const verdict = submission?.verdict ?? null
  const sent = submission?.nth ?? 0
  const refused =
    verdict !== null && !verdict.approved ? { reason: verdict.reason, note: verdict.note } : null
  return { nth: sent + 1, triesLeft: MOST_TRIES - sent, refused }
}
