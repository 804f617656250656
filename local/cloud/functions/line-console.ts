import { Console } from 'node:console'
import { Writable } from 'node:stream'

/** A console whose output arrives at `write` line by line. */
export function lineConsole(write: (line: string) => void): Console {
  let rest = ''
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: string | Buffer, _encoding, done) {
      const lines = (rest + String(chunk)).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) write(line)
      done()
    },
  })
  return new Console({ stdout: stream, stderr: stream })
}
