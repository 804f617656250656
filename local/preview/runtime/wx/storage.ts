import { apis } from './api'
import { Failure } from './failure'

const MOST_PER_KEY = 1024 * 1024
const MOST_IN_ALL = 10 * 1024 * 1024

let prefix = 'huiwei:'

/** Phones of one stage share the browser's storage: each keeps to its own prefix. */
export function useStorageOf(phone: string): void {
  prefix = `huiwei:${phone}:`
}

const keys = (): string[] =>
  Object.keys(localStorage)
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length))

const sizeOf = (text: string) => new Blob([text]).size

function sizeOfAll(): number {
  return keys().reduce((sum, key) => sum + sizeOf(key) + sizeOf(localStorage.getItem(prefix + key) ?? ''), 0)
}

function store(api: string, key: unknown, data: unknown): void {
  if (typeof key !== 'string' || key === '') {
    throw new Failure(`${api}:fail parameter error: parameter.key should be String`)
  }
  const text = JSON.stringify({ data })
  if (sizeOf(text) > MOST_PER_KEY) throw new Failure(`${api}:fail entry size limit reached`)
  const before = localStorage.getItem(prefix + key) ?? ''
  if (sizeOfAll() - sizeOf(before) + sizeOf(text) > MOST_IN_ALL)
    throw new Failure(`${api}:fail storage limit reached`)
  localStorage.setItem(prefix + key, text)
}

/** What was stored, or nothing. `undefined` is never a stored value. */
function stored(key: string): { data: unknown } | undefined {
  const text = localStorage.getItem(prefix + key)
  return text === null ? undefined : { data: (JSON.parse(text) as { data?: unknown }).data }
}

const info = () => ({
  keys: keys(),
  currentSize: Math.ceil(sizeOfAll() / 1024),
  limitSize: MOST_IN_ALL / 1024,
})
const clear = () => keys().forEach((key) => localStorage.removeItem(prefix + key))

export const storage = {
  setStorageSync: (key: string, data: unknown) => store('setStorageSync', key, data),
  getStorageSync: (key: string) => {
    const found = stored(key)
    return found === undefined ? '' : found.data
  },
  removeStorageSync: (key: string) => localStorage.removeItem(prefix + key),
  clearStorageSync: clear,
  getStorageInfoSync: info,
  ...apis({
    setStorage: ({ key, data }) => store('setStorage', key, data),
    getStorage: ({ key }) => {
      const found = stored(String(key))
      if (found === undefined) throw new Failure('getStorage:fail data not found')
      return found
    },
    removeStorage: ({ key }) => localStorage.removeItem(prefix + String(key)),
    clearStorage: clear,
    getStorageInfo: info,
  }),
}
