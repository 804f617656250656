/** One line of JSON a call: names, ids, outcome. Never a phone number, a code or a token. */
export function log(kind: 'call' | 'fault' | 'job', fields: Record<string, unknown>): void {
  const { error, ...rest } = fields
  const cause =
    error === undefined
      ? {}
      : { error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  // eslint-disable-next-line no-console -- the platform's log is standard output
  console.log(JSON.stringify({ kind, ...rest, ...cause }))
}
