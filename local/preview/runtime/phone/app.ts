import { guarded } from './errors'

export interface AppInstance extends Record<string, unknown> {
  globalData?: unknown
}

let app: AppInstance | undefined

/** `App({…})`. */
export function registerApp(definition: AppInstance): void {
  app = definition
}

/** `getApp()`. Undefined until `App()` has been called. */
export const theApp = (): AppInstance | undefined => app

/** Calls one of the app's own functions, if it has it. False: it has not. */
export function callApp(name: string, ...args: unknown[]): boolean {
  const method = app?.[name]
  if (typeof method !== 'function') return false
  guarded(`App.${name}`, () => method.apply(app, args) as unknown)
  return true
}
