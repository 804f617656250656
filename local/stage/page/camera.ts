import decodeQR from 'qr/decode.js'

/** White around a code, in its own pixels: decoders want a margin, and a page may have drawn none. */
const MARGIN = 24

/** The texts of the codes drawn on these canvases; one that carries none, or nothing readable, is passed over. */
export function readCodes(canvases: readonly HTMLCanvasElement[]): string[] {
  return canvases.map(readCode).filter((text) => text !== null)
}

function readCode(drawn: HTMLCanvasElement): string | null {
  if (drawn.width === 0 || drawn.height === 0) return null
  const paper = document.createElement('canvas')
  paper.width = drawn.width + 2 * MARGIN
  paper.height = drawn.height + 2 * MARGIN
  const context = paper.getContext('2d', { willReadFrequently: true })
  if (!context) return null
  context.fillStyle = '#fff'
  context.fillRect(0, 0, paper.width, paper.height)
  context.drawImage(drawn, MARGIN, MARGIN)
  const { data, width, height } = context.getImageData(0, 0, paper.width, paper.height)
  try {
    return decodeQR({ data, width, height }, { timeLimit: 200 })
  } catch {
    return null
  }
}
