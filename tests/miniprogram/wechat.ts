/** As much of `wx` as the mini-program's own modules touch: storage, and a cloud that answers as the test says. */
export interface Wechat {
  storage: Map<string, unknown>
  /** The calls that left the phone, oldest first. */
  sent: { name: string; data: { operation: string; requestId: string; attempt: number; input: unknown } }[]
  /** Answers the next calls; throws for a reply that never comes. */
  answer: () => unknown
}

export function installWechat(): Wechat {
  const wechat: Wechat = { storage: new Map(), sent: [], answer: () => ({ ok: true, value: {} }) }
  Object.assign(globalThis, {
    wx: {
      getStorageSync: (key: string) => wechat.storage.get(key) ?? '',
      setStorageSync: (key: string, value: unknown) =>
        wechat.storage.set(key, JSON.parse(JSON.stringify(value))),
      getStorageInfoSync: () => ({ keys: [...wechat.storage.keys()] }),
      removeStorageSync: (key: string) => wechat.storage.delete(key),
      cloud: {
        callFunction: async (call: Wechat['sent'][number]) => {
          wechat.sent.push(call)
          return { result: await wechat.answer() }
        },
      },
    },
  })
  return wechat
}

export function removeWechat(): void {
  Reflect.deleteProperty(globalThis, 'wx')
}
