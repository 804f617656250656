import type { Task, TaskRules } from '../programme/task-rules'

/** A task whose kind breaks a rule of the platform runs only once somebody has seen that rule and answers for it. */
export function isRunning({ platformRisk, accepted }: Task): boolean {
  return platformRisk === null || accepted !== null
}

export function runningTask({ list }: TaskRules, taskId: string): Task | null {
  return list.find((task) => task.id === taskId && isRunning(task)) ?? null
}
