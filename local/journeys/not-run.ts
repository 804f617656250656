/** Why no journey was run: told as one sentence, not as a stack. */
export class NotRun extends Error {
  override name = 'NotRun'
}
