import { ALBUM, type AlbumName } from '../../album'
import { draw } from '../phone/draw'
import { dark } from './dark'
import { noodles } from './noodles'
import type { Photo } from './photo'
import { poster } from './poster'
import { table } from './table'

const photos: Record<AlbumName, Photo> = {
  一碗牛肉面: noodles,
  一桌菜: table,
  活动海报: poster,
  一张很暗的照片: dark,
}

/** A picture of the album as the phone keeps it. */
export interface Picture {
  name: AlbumName
  /** A JPEG, small as WeChat's compression would leave it. */
  file: Blob
  /** Where the phone itself shows it from. */
  url: string
}

let album: Promise<Picture[]> | undefined

/** All pictures, drawn when they are first asked for. */
export function pictures(): Promise<Picture[]> {
  album ??= Promise.all(ALBUM.map(developed))
  return album
}

async function developed(name: AlbumName): Promise<Picture> {
  const { width, height, draw: paint } = photos[name]
  // The letters on one of them: without, a canvas draws with what face there is and does not look again.
  await document.fonts.load(
    "600 40px 'Noto Sans SC Variable'",
    '开业三周年全场汤面第二碗半价转发到朋友圈即可参加最终解释权归本店所有',
  )
  const canvas = draw('canvas', { width: String(width), height: String(height) })
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('this browser has no canvas to draw the album on')
  paint(context)
  const file = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.82))
  if (file === null) throw new Error('this browser makes no JPEG of the album')
  return { name, file, url: URL.createObjectURL(file) }
}
