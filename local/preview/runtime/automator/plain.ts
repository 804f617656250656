/** A value as JSON carries it: without functions, nodes, instances and circles. */
export function plain(value: unknown): unknown {
  if (value === undefined) return undefined
  const above = new WeakSet<object>()
  const text = JSON.stringify(value, (_name, inner: unknown) => {
    if (typeof inner === 'function' || typeof inner === 'symbol') return undefined
    if (typeof inner === 'bigint') return String(inner)
    if (inner instanceof Error) return { message: inner.message, stack: inner.stack }
    if (typeof inner === 'object' && inner !== null) {
      if (above.has(inner) || inner instanceof Node || '_$' in inner) return undefined
      above.add(inner)
    }
    return inner
  }) as string | undefined
  return text === undefined ? undefined : (JSON.parse(text) as unknown)
}

/** `coupons[1].name` of some data; all of it without a path. */
export function dataAt(data: unknown, path: string | undefined): unknown {
  if (path === undefined || path === '') return plain(data)
  const steps = path.replace(/\[(\w+)\]/g, '.$1').split('.')
  return plain(steps.reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], data))
}
