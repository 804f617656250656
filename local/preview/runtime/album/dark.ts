import { seeded } from '../../../seeded'
import { disc, type Photo } from './photo'

const WIDTH = 960
const HEIGHT = 720

/** Taken by accident in a dark room: nobody can say what is on it. */
export const dark: Photo = {
  width: WIDTH,
  height: HEIGHT,
  draw(canvas) {
    const luck = seeded(5)
    canvas.fillStyle = '#0c0a0b'
    canvas.fillRect(0, 0, WIDTH, HEIGHT)
    for (const [x, y, radius, colour] of [
      [700, 130, 260, '70, 44, 18'],
      [220, 560, 340, '34, 24, 20'],
      [520, 400, 220, '24, 26, 34'],
    ] as const) {
      const glow = canvas.createRadialGradient(x, y, 10, x, y, radius)
      glow.addColorStop(0, `rgba(${colour}, 0.9)`)
      glow.addColorStop(1, `rgba(${colour}, 0)`)
      disc(canvas, x, y, radius, glow)
    }
    for (let grain = 0; grain < 5_000; grain += 1) {
      const shade = 20 + luck.upTo(46)
      canvas.fillStyle = `rgba(${shade}, ${shade - 8}, ${shade}, 0.28)`
      canvas.fillRect(luck.upTo(WIDTH), luck.upTo(HEIGHT), 3, 3)
    }
  },
}
