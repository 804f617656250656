/** How the document database says no, in the words of both its interfaces. Everything else is a fault. */
function textOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error)
  const { code, message, errMsg } = error as { code?: unknown; message?: unknown; errMsg?: unknown }
  return [code, message, errMsg].map((part) => (typeof part === 'string' ? part : '')).join(' ')
}

/** A document with this id, or with this value under a unique index, is already there. */
export function isDuplicate(error: unknown): boolean {
  return /E11000|DATABASE_DUPLICATE_WRITE/.test(textOf(error))
}

/** Another transaction touched the same document first; this one is already over. */
export function isConflict(error: unknown): boolean {
  return /DATABASE_TRANSACTION_CONFLICT|TransactionConflict/.test(textOf(error))
}
