/**
 * What a function threw, in words. Errors made inside a bundle may come from another realm, so `instanceof`
 * says nothing about them; wx-server-sdk throws objects with `errMsg`.
 */
export function describeThrown(thrown: unknown): { message: string; stack: string } {
  if (typeof thrown !== 'object' || thrown === null) return { message: String(thrown), stack: '' }
  const { message, errMsg, stack } = thrown as Record<string, unknown>
  return {
    message: String(message ?? errMsg ?? JSON.stringify(thrown)),
    stack: typeof stack === 'string' ? stack : '',
  }
}
