import { seeded } from '../../../seeded'
import { at, boards, disc, lit, oval, shadowed, type Photo } from './photo'

const WIDTH = 960
const HEIGHT = 720

type Luck = ReturnType<typeof seeded>
type Canvas = CanvasRenderingContext2D

/** A table for four from above, with what they ordered. */
export const table: Photo = {
  width: WIDTH,
  height: HEIGHT,
  draw(canvas) {
    const luck = seeded(11)
    boards(canvas, WIDTH, HEIGHT, ['#6d4a33', '#38231a'], luck)
    plate(canvas, 250, 235, 178, '#f7f3ea', () => fish(canvas))
    plate(canvas, 640, 205, 158, '#f7f3ea', () => heaped(canvas, luck, ['#3f7d2c', '#5c9d3c', '#86bd55'], 96))
    plate(canvas, 480, 510, 172, '#2d3b45', () => tofu(canvas, luck))
    plate(canvas, 165, 560, 128, '#f7f3ea', () => heaped(canvas, luck, ['#e9b44c', '#f3cf74', '#d8952f'], 70))
    plate(canvas, 800, 520, 132, '#f7f3ea', () => dumplings(canvas))
    for (const [x, y] of [
      [452, 92],
      [858, 300],
      [64, 386],
      [652, 660],
    ] as const)
      cup(canvas, x, y)
  },
}

/** `fill` draws what lies on it, from its middle. */
function plate(canvas: Canvas, x: number, y: number, radius: number, colour: string, fill: () => void): void {
  at(canvas, x, y, 0, () => {
    shadowed(canvas, 16, () => disc(canvas, 0, 0, radius, colour))
    const rim = canvas.createRadialGradient(0, 0, radius * 0.7, 0, 0, radius)
    rim.addColorStop(0, 'rgba(0, 0, 0, 0.16)')
    rim.addColorStop(0.12, 'rgba(0, 0, 0, 0)')
    rim.addColorStop(1, 'rgba(0, 0, 0, 0.12)')
    disc(canvas, 0, 0, radius, rim)
    fill()
  })
}

/** Steamed, with scallions and chilli along its back. */
function fish(canvas: Canvas): void {
  disc(canvas, 0, 0, 132, 'rgba(112, 66, 24, 0.35)')
  at(canvas, 0, 0, -0.45, () => {
    const skin = canvas.createLinearGradient(0, -56, 0, 56)
    skin.addColorStop(0, '#8f9489')
    skin.addColorStop(0.45, '#dcd8c6')
    skin.addColorStop(1, '#a79f88')
    shadowed(canvas, 8, () => {
      canvas.beginPath()
      canvas.moveTo(-138, 0)
      canvas.bezierCurveTo(-96, -74, 44, -68, 92, -12)
      canvas.lineTo(146, -52)
      canvas.quadraticCurveTo(126, 0, 146, 52)
      canvas.lineTo(92, 12)
      canvas.bezierCurveTo(44, 68, -96, 74, -138, 0)
      canvas.fillStyle = skin
      canvas.fill()
    })
    disc(canvas, -104, -10, 8, '#f4f1e6')
    disc(canvas, -104, -10, 4, '#1d1a16')
    canvas.lineWidth = 5
    canvas.strokeStyle = 'rgba(80, 74, 60, 0.5)'
    for (const x of [-40, -4, 32]) {
      canvas.beginPath()
      canvas.moveTo(x, -36)
      canvas.quadraticCurveTo(x + 18, 0, x, 36)
      canvas.stroke()
    }
    canvas.lineCap = 'round'
    for (let strip = 0; strip < 22; strip += 1) {
      canvas.beginPath()
      canvas.moveTo(-62 + strip * 6, -16 + ((strip * 7) % 26))
      canvas.lineTo(-40 + strip * 6, -2 + ((strip * 11) % 22) - 12)
      canvas.lineWidth = 5
      canvas.strokeStyle = ['#5f9d38', '#cfe3a2', '#c9382a'][strip % 3] ?? ''
      canvas.stroke()
    }
  })
}

/** A heap of leaves or pieces in these colours. */
function heaped(canvas: Canvas, luck: Luck, colours: string[], reach: number): void {
  for (let piece = 0; piece < 90; piece += 1) {
    const angle = luck.upTo(628) / 100
    const out = Math.sqrt(luck.upTo(100) / 100) * reach
    at(canvas, Math.cos(angle) * out, Math.sin(angle) * out, luck.upTo(314) / 100, () =>
      shadowed(canvas, 3, () =>
        oval(canvas, [0, 0, 17 + luck.upTo(14), 8 + luck.upTo(7)], luck.pick(colours)),
      ),
    )
  }
}

/** Mapo tofu. */
function tofu(canvas: Canvas, luck: Luck): void {
  disc(canvas, 0, 0, 132, lit(canvas, 132, '#c4472a', '#7c1d10'))
  for (let cube = 0; cube < 30; cube += 1) {
    const angle = cube * 2.4
    const out = Math.sqrt(cube / 30) * 108
    at(canvas, Math.cos(angle) * out, Math.sin(angle) * out, luck.upTo(157) / 100, () => {
      shadowed(canvas, 4, () => {
        canvas.fillStyle = cube % 4 === 0 ? '#f2dcbb' : '#fbeed6'
        canvas.fillRect(-15, -15, 30, 30)
      })
      canvas.fillStyle = 'rgba(190, 60, 30, 0.35)'
      canvas.fillRect(-15, 4, 30, 11)
    })
  }
  for (let crumb = 0; crumb < 60; crumb += 1) {
    const angle = luck.upTo(628) / 100
    const out = luck.upTo(124)
    disc(
      canvas,
      Math.cos(angle) * out,
      Math.sin(angle) * out,
      3 + luck.upTo(4),
      luck.pick(['#4a1a10', '#5f9d38', '#8fc25a']),
    )
  }
}

function dumplings(canvas: Canvas): void {
  for (let one = 0; one < 8; one += 1) {
    const angle = (one / 7) * Math.PI * 2
    const [x, y] = one === 7 ? [0, 0] : [Math.cos(angle) * 66, Math.sin(angle) * 66]
    at(canvas, x, y, angle, () => {
      shadowed(canvas, 5, () => {
        canvas.beginPath()
        canvas.moveTo(-34, 12)
        canvas.bezierCurveTo(-30, -34, 30, -34, 34, 12)
        canvas.bezierCurveTo(20, 24, -20, 24, -34, 12)
        canvas.fillStyle = lit(canvas, 36, '#fffaf0', '#d9c6a2')
        canvas.fill()
      })
      canvas.lineWidth = 2.5
      canvas.strokeStyle = 'rgba(150, 118, 72, 0.6)'
      for (const fold of [-18, -6, 6, 18]) {
        canvas.beginPath()
        canvas.moveTo(fold, -18 + Math.abs(fold) / 3)
        canvas.lineTo(fold * 0.7, -4)
        canvas.stroke()
      }
    })
  }
}

function cup(canvas: Canvas, x: number, y: number): void {
  at(canvas, x, y, 0, () => {
    shadowed(canvas, 9, () => disc(canvas, 0, 0, 44, lit(canvas, 44, '#ffffff', '#d4ccbd')))
    disc(canvas, 0, 0, 34, lit(canvas, 34, '#c98a3c', '#8a5317'))
    oval(canvas, [-10, -12, 9, 5], 'rgba(255, 240, 205, 0.5)')
  })
}
