import encodeQR from 'qr'
import { unsupported } from '../errors'
import { refusal, type DocumentedErrors, type OpenApi, type OpenApiReply } from './open-api'
import type { Parameters } from './parameters'
import { twoColourPng, type Colour } from './png'

/** [D] server/API/qrcode-link/qr-code/api_getunlimitedqrcode */
const errors = {
  [-1]: { errmsg: 'system error', meaning: '系统繁忙' },
  40001: {
    errmsg: 'invalid credential  access_token isinvalid or not latest',
    meaning: '调用凭证不对',
  },
  40097: { errmsg: 'invalid args', meaning: '参数不对' },
  40129: { errmsg: 'invalid scene', meaning: 'scene 有不允许的字符' },
  40169: { errmsg: 'invalid length for scene  or thedata is not json string', meaning: 'scene 太长或为空' },
  41030: { errmsg: 'invalid page', meaning: '小程序里没有这个页面' },
  85096: { errmsg: 'not allow include scancode_time field', meaning: 'scancode_time 是保留参数' },
} satisfies DocumentedErrors

/** [D] The characters a scene may have, and how many. */
const SCENE = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]*$/
const SCENE_LENGTH = 32
/** [D] Pixels. */
const SMALLEST = 280
const LARGEST = 1280
const DEFAULT_WIDTH = 430
/** Modules of white around a QR code: what its standard asks for. */
const QUIET_ZONE = 4

/** `wxacode.getUnlimited`: a code that opens a page with a scene. A QR code stands in for WeChat's round one. */
export class GetUnlimitedCode implements OpenApi {
  readonly name = 'wxacode.getUnlimited'
  readonly title = '生成小程序码'
  readonly errors = errors
  readonly invalidParameter = 40097

  constructor(private readonly state: { pages: ReadonlySet<string> }) {}

  call(parameters: Parameters): OpenApiReply {
    parameters.allow([
      'scene',
      'page',
      'check_path',
      'env_version',
      'width',
      'auto_color',
      'line_color',
      'is_hyaline',
    ])
    const scene = checkedScene(parameters.text('scene') ?? '')
    const page = parameters.text('page')
    this.checkPage(page ?? '', parameters.flag('check_path') ?? true)
    const version = parameters.text('env_version') ?? 'release'
    if (!['release', 'trial', 'develop'].includes(version)) throw refusal(errors, 40097, 'env_version')
    if (parameters.flag('auto_color')) throw unsupported('autoColor of wxacode.getUnlimited')
    const picture = drawCode(`${page ?? ''}?scene=${encodeURIComponent(scene)}`, {
      width: checkedWidth(parameters.number('width') ?? DEFAULT_WIDTH),
      ink: checkedColour(parameters.object('line_color') ?? { r: 0, g: 0, b: 0 }),
      transparent: parameters.flag('is_hyaline') ?? false,
    })
    return { contentType: 'image/png', bytes: picture }
  }

  /** [D] No page is the mini-program's first one. A page has no slash before it and no query, whether it must exist or not. */
  private checkPage(page: string, mustExist: boolean): void {
    if (page.includes('scancode_time')) throw refusal(errors, 85096)
    const exists = page === '' || this.state.pages.has(page)
    if (page.startsWith('/') || page.includes('?') || (mustExist && !exists)) throw refusal(errors, 41030)
  }
}

/** [F] Too long and empty are 40169, as its description says; 40129 are the characters. */
function checkedScene(scene: string): string {
  if (scene === '' || scene.length > SCENE_LENGTH) throw refusal(errors, 40169)
  if (!SCENE.test(scene)) throw refusal(errors, 40129)
  if (scene.includes('scancode_time')) throw refusal(errors, 85096)
  return scene
}

function checkedWidth(width: number): number {
  if (!Number.isInteger(width) || width < SMALLEST || width > LARGEST) throw refusal(errors, 40097, 'width')
  return width
}

/** Decimal texts as on the page, or numbers. */
function checkedColour({ r, g, b }: Record<string, unknown>): Colour {
  const [red, green, blue] = [r, g, b].map((part) => {
    const value = typeof part === 'string' && /^\d{1,3}$/.test(part) ? Number(part) : part
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > 255)
      throw refusal(errors, 40097, 'line_color')
    return value
  })
  return [red ?? 0, green ?? 0, blue ?? 0]
}

function drawCode(text: string, look: { width: number; ink: Colour; transparent: boolean }): Buffer {
  const modules = encodeQR(text, 'raw', { ecc: 'medium', border: QUIET_ZONE })
  const scale = Math.floor(look.width / modules.length)
  const margin = Math.floor((look.width - scale * modules.length) / 2)
  const moduleAt = (pixel: number) => Math.floor((pixel - margin) / scale)
  return twoColourPng(look.width, look.width, (x, y) => modules[moduleAt(y)]?.[moduleAt(x)] ?? false, look)
}
