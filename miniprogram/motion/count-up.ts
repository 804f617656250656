const FRAMES = 10
const FRAME_MS = 20

/** Counts from one whole number to another within 200 ms, once; `show` hears every step and last the end. */
export async function countUp(from: number, to: number, show: (value: number) => void): Promise<void> {
  for (let frame = 1; frame < FRAMES; frame++) {
    const left = 1 - frame / FRAMES
    show(Math.round(to - (to - from) * left * left))
    await new Promise((resolve) => setTimeout(resolve, FRAME_MS))
  }
  show(to)
}
