type Api = (...args: unknown[]) => unknown

/** What pages see as `wx`, before tests replace anything. Filled at start. */
const known: Record<string, unknown> = {}

/** Read by feature tests (`wx.x && wx.x()`) of packages the mini-program uses: absent rather than refused. */
const KNOWN_ABSENT = new Set([
  'then',
  'toJSON',
  'constructor',
  'onMenuButtonBoundingClientRectWeightChange',
  'offMenuButtonBoundingClientRectWeightChange',
])

export function addApis(apis: Record<string, unknown>): void {
  Object.assign(known, apis)
}

export const isKnownApi = (name: string): boolean => name in known

/** For tests that stand in for one API. Returns what was there. */
export function replaceApi(name: string, api: unknown): unknown {
  const before = known[name]
  known[name] = api
  return before
}

/** `wx`: what the preview does not have is refused by name, even to read. `'x' in wx` and `canIUse` tell first. */
export const wx = new Proxy(known, {
  get(target, name) {
    if (typeof name === 'symbol' || name in target) return Reflect.get(target, name) as unknown
    if (KNOWN_ABSENT.has(name)) return undefined
    throw new Error(`wx.${name} is not supported by the preview`)
  },
  set(_target, name) {
    throw new Error(`wx.${String(name)} cannot be replaced by a page`)
  },
}) as Record<string, unknown> &
  Record<'navigateTo' | 'redirectTo' | 'switchTab' | 'reLaunch' | 'navigateBack', Api>
