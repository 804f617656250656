import type { Json } from './case'

/** The platform's code behind the number wx-server-sdk makes of it. */
const codes: Record<number, string> = {
  [-501001]: 'SYS_ERR',
  [-501007]: 'INVALID_PARAM',
  [-502001]: 'DATABASE_REQUEST_FAILED',
  [-502005]: 'DATABASE_COLLECTION_NOT_EXIST',
}

/**
 * What `work` is refused with: the platform's code, and which of the phrases its message has. `'done'` when it
 * is not refused.
 */
export async function refusal(work: () => Promise<unknown>, ...phrases: string[]): Promise<Json> {
  try {
    await work()
    return 'done'
  } catch (error) {
    const { code, errCode, message } = error as { code?: unknown; errCode?: number; message?: string }
    return {
      code: typeof code === 'string' ? code : (codes[errCode ?? 0] ?? String(errCode)),
      says: phrases.filter((phrase) => message?.includes(phrase)),
    }
  }
}
