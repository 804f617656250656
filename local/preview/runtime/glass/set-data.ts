import { countSetData } from '../phone/work'
import { warn } from '../phone/warnings'
import { adapter, type Data, type Instance } from './glass-easel'

/**
 * Above this a phone is busy with it for longer than a moment. [F] WeChat's 小程序开发指南 measured 30 ms for less, and
 * a sharp rise for more; its own score takes marks off from 256 KB, and 1,024 KB fail. [D] 体验评分 性能 5
 */
const MUCH = 65_536

const isPackage = (path: string) => path.startsWith('miniprogram_npm/')
const encoder = new TextEncoder()

/** What of it reaches the view: a field that is `undefined` or a function stays as it was, and WeChat says so. */
function sendable(path: string, data: Data): Data {
  const kept = Object.entries(data).filter(([name, value]) => {
    if (value !== undefined && typeof value !== 'function') return true
    const what = value === undefined ? 'undefined' : 'a function'
    warn(path, `Setting data field "${name}" to ${what} is invalid.`)
    return false
  })
  return Object.fromEntries(kept)
}

/** The bytes that go to the view. What is no JSON there counts as nothing: on a phone it never arrives. */
function bytesOf(path: string, data: Data): number {
  try {
    return encoder.encode(JSON.stringify(data)).length
  } catch (error) {
    if (!isPackage(path)) warn(path, `setData was given what is no JSON: ${String(error)}`)
    return 0
  }
}

/** Counts and weighs every `setData` of pages and components. What packages set is counted, not judged. */
export function watchSetData(): void {
  const prototype = adapter.component.ComponentCaller.prototype as {
    setData(this: Instance, data: Data, callback?: () => void): void
  }
  const setData = prototype.setData
  prototype.setData = function (data, callback) {
    const path = this._$.is
    const bytes = bytesOf(path, data)
    countSetData(bytes)
    if (isPackage(path)) return setData.call(this, data, callback)
    if (bytes > MUCH) warn(path, `setData was given ${bytes} bytes: over ${MUCH} a phone stutters`)
    setData.call(this, sendable(path, data), callback)
  }
}
