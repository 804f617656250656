import { writeFileSync } from 'node:fs'
import path from 'node:path'

/** Samples a second: enough for a chime, and small. */
const RATE = 16_000

interface Note {
  hertz: number
  seconds: number
}

const sounds: Record<string, Note[]> = {
  /** Two notes up: a fifth. */
  done: [
    { hertz: 784, seconds: 0.09 },
    { hertz: 1175, seconds: 0.22 },
  ],
  /** Two notes down, lower and longer. */
  refused: [
    { hertz: 392, seconds: 0.14 },
    { hertz: 294, seconds: 0.26 },
  ],
}

/** Writes the till's two sounds into `folder`: 16-bit mono WAV. */
export function writeSounds(folder: string): void {
  for (const [name, notes] of Object.entries(sounds)) {
    const samples = notes.flatMap(play)
    const data = Buffer.alloc(samples.length * 2)
    samples.forEach((sample, index) => data.writeInt16LE(Math.round(sample * 32_767), index * 2))
    writeFileSync(path.join(folder, `${name}.wav`), Buffer.concat([headerFor(data.length), data]))
  }
}

/** A struck note: it fades as it sounds, and one overtone keeps it from being a beep. */
function play({ hertz, seconds }: Note): number[] {
  return Array.from({ length: Math.round(RATE * seconds) }, (_, index) => {
    const time = index / RATE
    const fade = Math.exp(-time * 12) * Math.min(1, time * 400)
    return 0.45 * fade * (Math.sin(2 * Math.PI * hertz * time) + 0.3 * Math.sin(4 * Math.PI * hertz * time))
  })
}

function headerFor(bytes: number): Buffer {
  const header = Buffer.alloc(44)
  header.write('RIFF', 0)
  header.writeUInt32LE(36 + bytes, 4)
  header.write('WAVEfmt ', 8)
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(RATE, 24)
  header.writeUInt32LE(RATE * 2, 28)
  header.writeUInt16LE(2, 32)
  header.writeUInt16LE(16, 34)
  header.write('data', 36)
  header.writeUInt32LE(bytes, 40)
  return header
}
