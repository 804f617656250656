import type { Progress } from './scenario'

const every = { terminal: 200, file: 15_000 }

/** One line that is written anew on a terminal, and a line now and then where output goes to a file. */
export function progressTo(out: NodeJS.WriteStream): Progress {
  return (what, total) => {
    const startedAt = performance.now()
    let shownAt = out.isTTY ? 0 : startedAt
    return (done) => {
      const now = performance.now()
      if (done < total && now - shownAt < (out.isTTY ? every.terminal : every.file)) return
      shownAt = now
      const left = done === 0 ? NaN : ((now - startedAt) * (total - done)) / done
      const end = done < total ? `about ${minutes(left)} to go` : `in ${minutes(now - startedAt)}`
      const line = `  ${what}: ${done} of ${total}, ${end}`
      if (out.isTTY) out.write(`\r\x1b[K${line}${done < total ? '' : '\n'}`)
      else out.write(`${line}\n`)
    }
  }
}

/** For those who do not watch. */
export const silent: Progress = () => () => undefined

function minutes(ms: number): string {
  if (Number.isNaN(ms)) return '?'
  const seconds = Math.round(ms / 1000)
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}
