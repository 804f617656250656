/**
 * Every number of the platform that the local cloud enforces, with where it comes from.
 * [D] vendor documents, [S] read in the SDKs' source, [F] field reports, [V] the vendor's own tests.
 */
export const limits = {
  /** [S] The SDK asks for 100 when the caller gives no limit. */
  queryDefaultRows: 100,
  /** [S] The SDK clamps a larger limit to this. */
  queryMaximumRows: 1000,
  /** [D] One document. */
  documentBytes: 16 * 1024 * 1024,
  /** [D] All rows of one database reply together. */
  replyBytes: 16 * 1024 * 1024,
  /** [D] Indexes a collection may have besides the one on `_id`. */
  indexesPerCollection: 20,
  /** [D] [F] A transaction not ended by then is gone: TransactionNotExist. */
  transactionLifetimeMs: 30_000,
  /** [F] Reads and writes inside one transaction; starting and ending it are not counted. */
  transactionOperations: 100,
  /** [D] A plain write waits for a locked document "until release or timeout"; the length is ours. */
  lockWaitMs: 5_000,
  /** [D] A function without a setting of its own. */
  functionTimeoutSeconds: 3,
  /** [D] A function without a setting of its own. */
  functionMemoryMb: 256,
  /** [D] What a phone may send in one call; more goes through `wx.cloud.CDN`, which the preview has not. */
  clientCallBytes: 100 * 1024,
  /** [D] What one invocation may return (-604001). */
  functionResultBytes: 1024 * 1024,
  /** [D] A code of the phone-number button is good for five minutes. */
  phoneCodeLifetimeMs: 5 * 60_000,
  /** [D] What security.msgSecCheck takes at once. */
  checkedTextCharacters: 2_500,
  /** [D] Its user must have been in the mini-program within two hours. */
  textCheckVisitMs: 2 * 60 * 60_000,
  /** [D] A file's place in the storage, percent-encoded. */
  cloudPathBytes: 850,
  /** [D] A link to a file: a day by default and at most, in seconds. */
  linkMaximumSeconds: 24 * 60 * 60,
  /** [D] Files one request may link to or delete. */
  filesPerRequest: 50,
  /** [D] In the example of the upload-link page, between the two times of `q-sign-time`. */
  uploadPermissionMs: 15 * 60_000,
  /** Ours: the platform's storage takes far larger ones, which no feature here needs. */
  uploadBytes: 32 * 1024 * 1024,
  /** Ours: links and uploads that are remembered at once; the oldest gives way. */
  liveLinks: 10_000,
  /** Ours: worker threads one function may have at once; further calls queue. */
  instancesPerFunction: 20,
  /** Ours: how many invocations the call log remembers. */
  callLogRecords: 10_000,
  /** Ours: how many shapes of queries without an index are remembered. */
  fullScanShapes: 100,
  /** [F] An aggregation without a `$limit` stage answers with this many rows, whatever it found. */
  aggregateDefaultRows: 20,
  /** [F] With a `$limit` stage, up to this many. */
  aggregateMaximumRows: 10_000,
} as const
