import { accept } from '../../domain/decision'
import { allows } from '../../domain/staff/capabilities'
import { riskyTasks } from '../../domain/tasks/platform-risk'
import { listWaiting } from '../../storage/submissions'
import type { Handler } from '../handler'
import { linksTo } from '../wechat'

const PAGE = 20

/** Photos that wait for a word (待审照片). Two requests: the staff document and a page of them. */
export const waiting: Handler<'submissions', 'waiting'> = async ({ after }, { db, programme, staff }) => {
  const { submissions, nextAfter } = await listWaiting(db, { after, limit: PAGE })
  const links = await linksTo(submissions.map(({ photo }) => photo))
  return accept({
    brand: programme.brand,
    submissions: submissions.map(({ submissionId, member, taskName, asks, nth, at, photo }) => ({
      submissionId,
      member,
      taskName,
      asks,
      nth,
      at,
      photoUrl: links.get(photo) ?? null,
    })),
    nextAfter,
    risky: allows(staff.role, 'answer-for-risk')
      ? riskyTasks(programme.tasks).map(({ id, name, risk, accepted }) => ({
          taskId: id,
          name,
          risk,
          onSince: accepted?.at ?? null,
        }))
      : null,
  })
}
