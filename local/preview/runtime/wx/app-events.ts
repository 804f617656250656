import { onError } from '../phone/errors'
import { listenerPair } from './api'

export interface LaunchOptions {
  path: string
  query: Record<string, string>
  scene: number
  referrerInfo: object
}

const shows = listenerPair<LaunchOptions>()
const hides = listenerPair<void>()
const errors = listenerPair<string>()
const rejections = listenerPair<{ reason: unknown }>()
let launch: LaunchOptions = { path: '', query: {}, scene: 1001, referrerInfo: {} }

export const launchOptions = (): LaunchOptions => launch

export function tellShown(options: LaunchOptions): void {
  launch = options
  shows.tell(options)
}

export const tellHidden = (): void => hides.tell()
export const tellRejection = (reason: unknown): void => rejections.tell({ reason })

export function followErrors(): void {
  onError((error) => errors.tell(error instanceof Error ? (error.stack ?? error.message) : String(error)))
}

export const appEvents = {
  getLaunchOptionsSync: launchOptions,
  getEnterOptionsSync: launchOptions,
  onAppShow: shows.on,
  offAppShow: shows.off,
  onAppHide: hides.on,
  offAppHide: hides.off,
  onError: errors.on,
  offError: errors.off,
  onUnhandledRejection: rejections.on,
  offUnhandledRejection: rejections.off,
}
