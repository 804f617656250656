import { readSchedule, type Schedule } from './schedule'

/** The timer of a function. */
export interface Trigger {
  name: string
  /** As written in `config.json`. */
  config: string
  schedule: Schedule
}

/** Letters, digits, - and _, a letter first, at most 60 [D]. */
const triggerName = /^[A-Za-z][\w-]{0,59}$/

/**
 * Reads the `triggers` of a `config.json`: none, or one of type timer. Throws for more than one (the platform
 * takes one [D]), for another type and for a schedule it would not take.
 */
export function readTrigger(triggers: unknown): Trigger | null {
  if (triggers === undefined) return null
  if (!Array.isArray(triggers)) throw new Error('triggers must be a list')
  if (triggers.length > 1) throw new Error('a function has at most one trigger')
  const [trigger] = triggers as [Record<string, unknown> | null | undefined]
  if (!trigger) return null
  const { name, type, config } = trigger
  if (type !== 'timer')
    throw new Error(`a trigger of type ${JSON.stringify(type)} is not known, only "timer"`)
  if (typeof name !== 'string' || !triggerName.test(name)) throw new Error('a trigger needs a name')
  if (typeof config !== 'string') throw new Error(`trigger ${name} needs a config, its schedule`)
  return { name, config, schedule: readSchedule(config) }
}
