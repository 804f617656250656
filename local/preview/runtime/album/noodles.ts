import { seeded } from '../../../seeded'
import { at, boards, disc, lit, oval, shadowed, type Photo } from './photo'

const WIDTH = 960
const HEIGHT = 720
const BOWL = 300

/** A bowl of beef noodles from above, chopsticks beside it. */
export const noodles: Photo = {
  width: WIDTH,
  height: HEIGHT,
  draw(canvas) {
    const luck = seeded(3)
    boards(canvas, WIDTH, HEIGHT, ['#a4693c', '#5d3419'], luck)
    at(canvas, 450, 365, 0, () => {
      shadowed(canvas, 22, () => disc(canvas, 0, 0, BOWL, lit(canvas, BOWL, '#fdfaf3', '#cfc4b0')))
      canvas.lineWidth = 9
      canvas.strokeStyle = '#2f5d8a'
      canvas.beginPath()
      canvas.arc(0, 0, BOWL - 14, 0, Math.PI * 2)
      canvas.stroke()
      disc(canvas, 0, 0, BOWL - 38, '#7a4a22')
      disc(canvas, 0, 4, BOWL - 44, lit(canvas, BOWL - 44, '#d58a3a', '#8d4a17'))
      canvas.save()
      canvas.beginPath()
      canvas.arc(0, 4, BOWL - 46, 0, Math.PI * 2)
      canvas.clip()
      strands(canvas, luck)
      broth(canvas, luck)
      canvas.restore()
      for (const [x, y, turn] of BEEF) at(canvas, x, y, turn, () => slice(canvas))
      greens(canvas)
      egg(canvas)
      scallions(canvas, luck)
    })
    chopsticks(canvas)
  },
}

const BEEF = [
  [-150, -70, -0.5],
  [-95, -125, -0.2],
  [-25, -150, 0.15],
  [-120, 10, -0.9],
] as const

type Luck = ReturnType<typeof seeded>

/** Nests of noodles: bundles that run side by side and turn together. */
function strands(canvas: CanvasRenderingContext2D, luck: Luck): void {
  for (let bundle = 0; bundle < 11; bundle += 1) {
    const from = luck.upTo(628) / 100
    const bend = 60 + luck.upTo(120)
    at(canvas, luck.upTo(200) - 100, luck.upTo(200) - 60, from, () => {
      for (let strand = 0; strand < 11; strand += 1) {
        const y = strand * 11 - 60
        canvas.beginPath()
        canvas.moveTo(-230, y + 30)
        canvas.bezierCurveTo(-90, y - bend, 80, y + bend, 230, y - 20)
        canvas.lineCap = 'round'
        canvas.lineWidth = 10
        canvas.strokeStyle = 'rgba(122, 72, 22, 0.55)'
        canvas.stroke()
        canvas.lineWidth = 7
        canvas.strokeStyle = strand % 3 === 0 ? '#f3d795' : '#e9c477'
        canvas.stroke()
      }
    })
  }
}

/** What of the soup stands above the noodles, and the eyes of oil on it. */
function broth(canvas: CanvasRenderingContext2D, luck: Luck): void {
  const soup = canvas.createRadialGradient(0, 0, 90, 0, 0, 262)
  soup.addColorStop(0, 'rgba(168, 92, 28, 0)')
  soup.addColorStop(0.75, 'rgba(158, 82, 24, 0.6)')
  soup.addColorStop(1, 'rgba(110, 52, 14, 0.97)')
  disc(canvas, 0, 4, 262, soup)
  for (let eye = 0; eye < 70; eye += 1) {
    const angle = luck.upTo(628) / 100
    const out = 150 + luck.upTo(105)
    const size = 3 + luck.upTo(9)
    disc(canvas, Math.cos(angle) * out, Math.sin(angle) * out, size, 'rgba(255, 170, 60, 0.4)')
    disc(
      canvas,
      Math.cos(angle) * out - 2,
      Math.sin(angle) * out - 2,
      size * 0.35,
      'rgba(255, 240, 200, 0.6)',
    )
  }
}

function slice(canvas: CanvasRenderingContext2D): void {
  const meat = canvas.createLinearGradient(-60, -40, 60, 40)
  meat.addColorStop(0, '#9c5a3c')
  meat.addColorStop(1, '#5f2d1b')
  shadowed(canvas, 7, () => {
    canvas.beginPath()
    canvas.moveTo(-66, -8)
    canvas.bezierCurveTo(-58, -50, 40, -52, 66, -14)
    canvas.bezierCurveTo(76, 26, 20, 46, -24, 40)
    canvas.bezierCurveTo(-58, 36, -72, 18, -66, -8)
    canvas.fillStyle = meat
    canvas.fill()
  })
  canvas.lineCap = 'round'
  for (const [y, bend] of [
    [-22, 8],
    [-4, -6],
    [15, 9],
  ] as const) {
    canvas.beginPath()
    canvas.moveTo(-46, y)
    canvas.quadraticCurveTo(0, y + bend, 46, y - 2)
    canvas.lineWidth = 4
    canvas.strokeStyle = 'rgba(226, 170, 132, 0.5)'
    canvas.stroke()
  }
}

function greens(canvas: CanvasRenderingContext2D): void {
  for (const [turn, length] of [
    [0.35, 150],
    [0.75, 165],
    [1.1, 140],
  ] as const) {
    at(canvas, 70, 40, turn, () => {
      shadowed(canvas, 6, () => oval(canvas, [length / 2, 0, length / 2, 15], '#dbe8b5'))
      const leaf = canvas.createLinearGradient(length * 0.4, -40, length, 40)
      leaf.addColorStop(0, '#6fa23c')
      leaf.addColorStop(1, '#2f6524')
      shadowed(canvas, 5, () => oval(canvas, [length * 0.85, 0, 58, 36], leaf))
      canvas.beginPath()
      canvas.moveTo(length * 0.4, 0)
      canvas.lineTo(length * 0.85 + 48, 0)
      canvas.lineWidth = 5
      canvas.strokeStyle = 'rgba(222, 236, 180, 0.8)'
      canvas.stroke()
    })
  }
}

function egg(canvas: CanvasRenderingContext2D): void {
  at(canvas, 120, -105, 0.5, () => {
    shadowed(canvas, 9, () => oval(canvas, [0, 0, 88, 68], lit(canvas, 88, '#fffdf6', '#e6d9bd')))
    oval(canvas, [4, 4, 48, 42], lit(canvas, 48, '#ffc53d', '#e07f12'))
    oval(canvas, [-12, -12, 12, 8], 'rgba(255, 250, 220, 0.75)')
  })
}

function scallions(canvas: CanvasRenderingContext2D, luck: Luck): void {
  for (let ring = 0; ring < 46; ring += 1) {
    const [x, y] = [luck.upTo(330) - 190, luck.upTo(300) - 90]
    canvas.beginPath()
    canvas.ellipse(x, y, 10, 7, luck.upTo(314) / 100, 0, Math.PI * 2)
    canvas.lineWidth = 5
    canvas.strokeStyle = ring % 3 === 0 ? '#a8d066' : '#4f8f2f'
    canvas.stroke()
  }
}

function chopsticks(canvas: CanvasRenderingContext2D): void {
  for (const [x, turn] of [
    [832, 0.12],
    [872, 0.17],
  ] as const) {
    at(canvas, x, 370, turn, () => {
      shadowed(canvas, 8, () => {
        const wood = canvas.createLinearGradient(-9, 0, 9, 0)
        wood.addColorStop(0, '#7d1f16')
        wood.addColorStop(0.4, '#b8422f')
        wood.addColorStop(1, '#5a130d')
        canvas.beginPath()
        canvas.moveTo(-10, -310)
        canvas.lineTo(10, -310)
        canvas.lineTo(6, 310)
        canvas.lineTo(-6, 310)
        canvas.closePath()
        canvas.fillStyle = wood
        canvas.fill()
      })
    })
  }
}
