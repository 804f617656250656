import { readFileSync } from 'node:fs'
import type { Caller } from '../call-log'

/** [D] The only values the platform takes; roles are checked in code. */
const values = [true, false, 'auth != null', "auth.loginType != 'ANONYMOUS' && auth != null"] as const

/** Who may call which function from a phone: one set for the whole environment, a name before the wildcard. */
export type InvokeRules = Record<string, { invoke: (typeof values)[number] }>

/** [D] What holds until somebody sets rules: every user may call every function. */
export const defaultInvokeRules: InvokeRules = { '*': { invoke: 'auth != null' } }

/** Reads a rules file. Throws with the file's name for one the platform would not take. */
export function readInvokeRules(file: string): InvokeRules {
  const rules = JSON.parse(readFileSync(file, 'utf8')) as Record<string, { invoke?: unknown } | null>
  if (!rules['*']) throw new Error(`${file}: the rule for "*" is missing`)
  for (const [name, rule] of Object.entries(rules)) {
    if (!values.some((value) => value === rule?.invoke))
      throw new Error(`${file}: ${name} has no "invoke" that the platform knows`)
  }
  return rules as InvokeRules
}

type Client = Exclude<Caller, { timer: string }>

/** Whether a phone, or DevTools in its place, called by itself. */
export function isClient(caller: Caller): caller is Client {
  if ('timer' in caller) return false
  const { source = 'wx_client' } = caller
  return source === 'wx_client' || source === 'wx_devtools'
}

/** [D] The rules hold for calls of clients alone: not for timers, nor for functions that call functions. */
export function mayInvoke(rules: InvokeRules, functionName: string, caller: Caller): boolean {
  if (!isClient(caller)) return true
  const { openid } = caller
  const rule = (Object.hasOwn(rules, functionName) ? rules[functionName] : rules['*'])?.invoke
  return rule === true || (typeof rule === 'string' && openid !== '')
}
