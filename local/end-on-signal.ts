/** Ctrl-C ends everything this process started: functions' threads, loopback servers, database, browser. */
export function endOnSignal(end: () => Promise<void>): () => void {
  let ending = false
  const once = (): void => {
    if (ending) return
    ending = true
    void end().finally(() => process.exit(0))
  }
  process.on('SIGINT', once)
  process.on('SIGTERM', once)
  // The process that started us is gone, however it went.
  process.on('disconnect', once)
  return once
}
