const WIDTH = 32

/** A bar that redraws itself on a terminal, and a line every tenth where output goes to a file. */
export function progressBar(total: number, out: NodeJS.WriteStream = process.stderr): (done: number) => void {
  let shown = -1
  return (done) => {
    const steps = out.isTTY ? 100 : 10
    const step = total === 0 ? steps : Math.floor((done * steps) / total)
    if (step === shown && done !== total) return
    shown = step
    const filled = total === 0 ? WIDTH : Math.floor((done * WIDTH) / total)
    const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled)
    out.write(`${out.isTTY ? '\r' : ''}  ${bar} ${done}/${total}${out.isTTY && done < total ? '' : '\n'}`)
  }
}
