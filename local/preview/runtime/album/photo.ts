/** A picture of the album: its size, and how it is drawn. */
export interface Photo {
  width: number
  height: number
  draw(canvas: CanvasRenderingContext2D): void
}

/** A part of a drawing, moved and turned, that leaves the canvas as it was. */
export function at(
  canvas: CanvasRenderingContext2D,
  x: number,
  y: number,
  turn: number,
  draw: () => void,
): void {
  canvas.save()
  canvas.translate(x, y)
  canvas.rotate(turn)
  draw()
  canvas.restore()
}

export function disc(
  canvas: CanvasRenderingContext2D,
  x: number,
  y: number,
  radius: number,
  fill: string | CanvasGradient,
): void {
  canvas.beginPath()
  canvas.arc(x, y, radius, 0, Math.PI * 2)
  canvas.fillStyle = fill
  canvas.fill()
}

export function oval(
  canvas: CanvasRenderingContext2D,
  [x, y, across, down]: readonly [number, number, number, number],
  fill: string | CanvasGradient,
): void {
  canvas.beginPath()
  canvas.ellipse(x, y, across, down, 0, 0, Math.PI * 2)
  canvas.fillStyle = fill
  canvas.fill()
}

/** Light from the upper left, as over a table by a window. */
export function lit(
  canvas: CanvasRenderingContext2D,
  radius: number,
  bright: string,
  dark: string,
): CanvasGradient {
  const light = canvas.createRadialGradient(-radius * 0.35, -radius * 0.4, radius * 0.1, 0, 0, radius * 1.05)
  light.addColorStop(0, bright)
  light.addColorStop(1, dark)
  return light
}

/** Runs with a soft shadow below and to the right of what is drawn. */
export function shadowed(canvas: CanvasRenderingContext2D, depth: number, draw: () => void): void {
  canvas.save()
  canvas.shadowColor = 'rgba(20, 10, 4, 0.55)'
  canvas.shadowBlur = depth * 2
  canvas.shadowOffsetX = depth * 0.5
  canvas.shadowOffsetY = depth
  draw()
  canvas.restore()
}

/** A table top of boards, with its grain. */
export function boards(
  canvas: CanvasRenderingContext2D,
  width: number,
  height: number,
  [bright, dark]: readonly [string, string],
  luck: { upTo(limit: number): number },
): void {
  const light = canvas.createLinearGradient(0, 0, width, height)
  light.addColorStop(0, bright)
  light.addColorStop(1, dark)
  canvas.fillStyle = light
  canvas.fillRect(0, 0, width, height)
  for (let line = 0; line < 90; line += 1) {
    const y = luck.upTo(height)
    canvas.beginPath()
    canvas.moveTo(0, y)
    canvas.bezierCurveTo(width / 3, y + luck.upTo(14) - 7, (width * 2) / 3, y + luck.upTo(14) - 7, width, y)
    canvas.strokeStyle = `rgba(40, 20, 8, ${0.03 + luck.upTo(7) / 100})`
    canvas.lineWidth = 1 + luck.upTo(3)
    canvas.stroke()
  }
  canvas.fillStyle = 'rgba(30, 14, 5, 0.35)'
  for (let board = 1; board < 4; board += 1) canvas.fillRect(0, (height / 4) * board, width, 3)
}
