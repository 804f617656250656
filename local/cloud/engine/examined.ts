/**
 * What the database has read so far, whoever asked: the platform's explain names the same two numbers. They are
 * exact on any machine, so that a request that reads more where there are more members is seen without a stopwatch.
 */
export class Examined {
  /** Documents that were read, found or passed over. One read by its `_id` is one document and no index row. */
  documents = 0
  /** Rows of indexes that led to a document, or showed that a unique key is taken. */
  indexRows = 0
}
