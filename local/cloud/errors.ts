/** An error that travels to the caller as `{code, message}`, as the platform's errors do. */
export class CloudError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
    this.name = 'CloudError'
  }
}

const advice = 'Please check your request, but if the problem persists, contact us.'

/** Something the real platform may well do and this stand-in does not: better refused than guessed. */
export const unsupported = (what: string) =>
  new CloudError('LOCAL_CLOUD_UNSUPPORTED', `[LocalCloud] ${what} is not supported by the local cloud`)

export const invalidParameter = (message: string) => new CloudError('INVALID_PARAM', message)

export const requestFailed = (message: string) => new CloudError('DATABASE_REQUEST_FAILED', message)

export const collectionMissing = (collection: string) =>
  new CloudError(
    'DATABASE_COLLECTION_NOT_EXIST',
    `[ResourceNotFound] Db or Table not exist: ${collection}. ${advice}`,
  )

export const collectionExists = (collection: string) =>
  new CloudError(
    'DATABASE_COLLECTION_ALREADY_EXIST',
    `[ResourceUnavailable.ResourceExist] Table exist: ${collection}. ${advice}`,
  )

/** Functions recognise a duplicate by `E11000` and the index's name in the message, so both are kept. */
export function duplicateKey(collection: string, index: string, key: string, by: 'insert' | 'update') {
  const cause = `E11000 duplicate key error collection: tnt-local.${collection} index: ${index} dup key: { ${key} }`
  return requestFailed(
    by === 'insert'
      ? `[FailedOperation.Insert] bulk write error: [{${cause}}]`
      : `[FailedOperation.Update] multiple write errors: [{write errors: [{${cause}}]}, {<nil>}]`,
  )
}

export const updateFailed = (message: string) => requestFailed(`[FailedOperation.Update] ${message}`)

export const lockTimeout = (collection: string) =>
  new CloudError(
    'DATABASE_TIMEOUT',
    `[OperationTimeOut] A document of ${collection} stayed locked by a transaction. ${advice}`,
  )

export const transactionConflict = () =>
  new CloudError(
    'DATABASE_TRANSACTION_CONFLICT',
    `[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others. ${advice}`,
  )

const transactionFailed = (message: string) => new CloudError('DATABASE_TRANSACTION_FAIL', message)

export const transactionBusy = () =>
  transactionFailed(`[ResourceUnavailable.TransactionBusy] Transaction is busy. ${advice}`)

export const transactionMissing = () =>
  transactionFailed(
    `[ResourceUnavailable.TransactionNotExist] Transaction does not exist on the server, transaction must be commit or abort in 30 seconds. ${advice}`,
  )

export const transactionTooLong = (operations: number) =>
  transactionFailed(`[LimitExceeded] A transaction has at most ${operations} operations. ${advice}`)

export const fileMissing = (fileId: string) =>
  new CloudError('STORAGE_FILE_NONEXIST', `storage file not exist: ${fileId}`)

export const fileForbidden = (path: string, deed: 'read' | 'write') =>
  new CloudError('STORAGE_EXCEED_AUTHORITY', `${path} is not this user's to ${deed}`)

export const storageFailed = (fileId: string) =>
  new CloudError('STORAGE_REQUEST_FAIL', `storage request fail: ${fileId}`)

export const functionMissing = (name: string) =>
  new CloudError('FUNCTION_NOT_FOUND', `FunctionName parameter could not be found: ${name}`)

/** [D] docs.cloudbase.net, error-code/PERMISSION_DENIED; a phone sees -501023 [F]. */
export const functionForbidden = (name: string) =>
  new CloudError('PERMISSION_DENIED', `Permission denied: a client may not invoke ${name}`)

/** [D] docs.cloudbase.net, error-code/EXCEED_MAX_PAYLOAD_SIZE. */
export const functionDataTooLarge = (name: string, bytes: number, most: number) =>
  new CloudError('EXCEED_MAX_PAYLOAD_SIZE', `${name}: data of ${bytes} bytes, ${most} at most`)

/** [D] A phone sees -604001 (platform notes 6.1); the word is ours. */
export const functionResultTooLarge = (name: string) =>
  new CloudError('FUNCTIONS_RESULT_TOO_LARGE', `${name}: the result is larger than 1 MB`)

export const functionTimeout = (name: string, seconds: number) =>
  new CloudError('FUNCTIONS_TIME_LIMIT_EXCEEDED', `Invoking ${name} timed out after ${seconds} seconds`)

export const functionFailed = (name: string, message: string) =>
  new CloudError('FUNCTIONS_EXECUTE_FAIL', `${name}: ${message}`)
