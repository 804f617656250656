import { accept } from '../../domain/decision'
import { turned } from '../../domain/tasks/platform-risk'
import { changeProgramme } from '../../storage/programmes'
import type { Handler } from '../handler'

/**
 * Turns a task on that breaks a rule of the platform (开启高风险任务), or off: a new version of the programme, which says who
 * answers for it. Eight requests: the staff document, begin, two reads, three writes, commit; six when it is so already.
 */
export const turn: Handler<'submissions', 'turn'> = async ({ taskId, on }, { db, now, requestId, staff }) => {
  const by = { staffId: staff.staffId, at: now }
  const change = { author: staff.staffId, reason: `${on ? 'on' : 'off'}: ${taskId}`, at: now, requestId }
  const changed = await changeProgramme(db, change, (programme) => {
    const tasks = turned(programme.tasks, taskId, on, by)
    if (!tasks.ok) return tasks
    return accept(tasks.value === null ? null : { ...programme, tasks: tasks.value })
  })
  if (!changed.ok) return changed
  const task = changed.value.tasks.list.find(({ id }) => id === taskId)
  return accept({ taskId, onSince: task?.accepted?.at ?? null })
}
