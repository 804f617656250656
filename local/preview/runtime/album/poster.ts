import { at, disc, oval, type Photo } from './photo'

const WIDTH = 720
const HEIGHT = 1280
const FACES = "-apple-system, 'PingFang SC', 'Noto Sans SC Variable', 'Microsoft YaHei', sans-serif"

/** A screenshot of somebody's poster: no picture of a meal. */
export const poster: Photo = {
  width: WIDTH,
  height: HEIGHT,
  draw(canvas) {
    canvas.fillStyle = '#f4f4f5'
    canvas.fillRect(0, 0, WIDTH, HEIGHT)
    statusLine(canvas)
    canvas.fillStyle = '#c8281e'
    canvas.beginPath()
    canvas.roundRect(32, 96, WIDTH - 64, HEIGHT - 160, 28)
    canvas.fill()
    canvas.save()
    canvas.clip()
    rays(canvas)
    canvas.restore()
    write(canvas, '开业三周年', 230, 92, '#ffe9b8', 800)
    write(canvas, '全场汤面', 372, 62, '#ffffff', 600)
    write(canvas, '第二碗半价', 508, 112, '#ffd54a', 800)
    at(canvas, WIDTH / 2, 800, 0, () => bowl(canvas))
    canvas.fillStyle = '#ffe9b8'
    canvas.beginPath()
    canvas.roundRect(150, 1012, WIDTH - 300, 84, 42)
    canvas.fill()
    write(canvas, '转发到朋友圈即可参加', 1068, 34, '#a11a12', 600)
    write(canvas, '最终解释权归本店所有', 1160, 26, 'rgba(255, 255, 255, 0.75)', 400)
  },
}

function statusLine(canvas: CanvasRenderingContext2D): void {
  canvas.font = `600 30px ${FACES}`
  canvas.fillStyle = '#1c1c1e'
  canvas.textAlign = 'left'
  canvas.fillText('18:42', 44, 58)
  canvas.fillRect(600, 34, 56, 26)
  canvas.fillStyle = '#f4f4f5'
  canvas.fillRect(640, 38, 12, 18)
  canvas.fillStyle = '#1c1c1e'
  canvas.fillRect(658, 42, 5, 10)
}

function rays(canvas: CanvasRenderingContext2D): void {
  canvas.fillStyle = 'rgba(255, 190, 70, 0.18)'
  for (let ray = 0; ray < 18; ray += 1) {
    at(canvas, WIDTH / 2, 800, (ray / 18) * Math.PI * 2, () => {
      canvas.beginPath()
      canvas.moveTo(0, 0)
      canvas.lineTo(1000, -90)
      canvas.lineTo(1000, 90)
      canvas.fill()
    })
  }
}

function write(
  canvas: CanvasRenderingContext2D,
  text: string,
  y: number,
  size: number,
  colour: string,
  weight: number,
): void {
  canvas.font = `${weight} ${size}px ${FACES}`
  canvas.fillStyle = colour
  canvas.textAlign = 'center'
  canvas.fillText(text, WIDTH / 2, y)
}

/** As on the restaurant's sign: a bowl and its steam. */
function bowl(canvas: CanvasRenderingContext2D): void {
  disc(canvas, 0, 0, 178, '#fff4d6')
  canvas.lineWidth = 12
  canvas.lineCap = 'round'
  canvas.strokeStyle = '#e0862b'
  for (const x of [-56, 0, 56]) {
    canvas.beginPath()
    canvas.moveTo(x, -52)
    canvas.bezierCurveTo(x - 26, -80, x + 26, -96, x, -126)
    canvas.stroke()
  }
  canvas.beginPath()
  canvas.moveTo(-126, -18)
  canvas.lineTo(126, -18)
  canvas.bezierCurveTo(126, 62, 76, 104, 40, 112)
  canvas.lineTo(-40, 112)
  canvas.bezierCurveTo(-76, 104, -126, 62, -126, -18)
  canvas.fillStyle = '#c8281e'
  canvas.fill()
  oval(canvas, [0, -18, 126, 20], '#ffb347')
}
