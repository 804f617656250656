import { accept, refuse, type Decision } from '../decision'
import type { Task, TaskRules } from '../programme/task-rules'
import type { Instant } from '../time/business-day'
import type { NoSuchTask } from './claims'

/** The rule of the platform that is broken. */
export type PlatformRisk = NonNullable<Task['platformRisk']>

/** The tasks that stay off until somebody answers for their risk, and those that do not any more. */
export function riskyTasks({ list }: TaskRules): (Task & { risk: PlatformRisk })[] {
  return list.flatMap((task) => (task.platformRisk === null ? [] : [{ ...task, risk: task.platformRisk }]))
}

/** Turns a risky task on, by whoever answers for it, or off again. Null when it is so already. */
export function turned(
  rules: TaskRules,
  taskId: string,
  on: boolean,
  by: { staffId: string; at: Instant },
): Decision<TaskRules | null, NoSuchTask> {
  const task = rules.list.find(({ id }) => id === taskId)
  if (!task || task.platformRisk === null) return refuse('no-such-task')
  if (on === (task.accepted !== null)) return accept(null)
  const accepted = on ? by : null
  return accept({ ...rules, list: rules.list.map((one) => (one === task ? { ...one, accepted } : one)) })
}
