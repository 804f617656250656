import { topPage } from '../pages/pages'
import { assetUrl } from '../phone/assets'
import { reportError } from '../phone/errors'
import { refuses } from '../phone/refuses'
import { keepTemporary } from '../phone/temporary-files'
import { showFullScreen } from '../sheets/full-screen'
import { askForPhoto } from '../sheets/photos'
import { apis, type Options } from './api'
import { Failure } from './failure'
import { mayUse } from './privacy'

/** [D] How many files may be asked for. */
const MOST_FILES = 20
const SOURCES: unknown[] = ['album', 'camera']
const SIZES: unknown[] = ['original', 'compressed']

/** Told as an error of the page besides: most pages take any failure for the person's own no. */
function unsupported(api: string, what: string): Failure {
  const failure = new Failure(`${api}:fail ${what} is not supported by the preview`)
  reportError(`wx.${api}`, failure)
  return failure
}

function checkList(name: string, given: unknown, allowed: unknown[]): void {
  if (given === undefined) return
  const fits = Array.isArray(given) && given.length > 0 && given.every((one) => allowed.includes(one))
  if (!fits) throw new Failure(`chooseMedia:fail parameter error: ${name} should be of ${allowed.join(', ')}`)
}

function checkChoice({ count, mediaType, sourceType, sizeType }: Options): void {
  if (JSON.stringify(mediaType) !== '["image"]') {
    throw unsupported(
      'chooseMedia',
      `mediaType ${JSON.stringify(mediaType) ?? '(none, which is videos too)'}`,
    )
  }
  const countFits = Number.isInteger(count) && (count as number) >= 1 && (count as number) <= MOST_FILES
  if (count !== undefined && !countFits) {
    throw new Failure(`chooseMedia:fail parameter error: count should be 1 to ${MOST_FILES}`)
  }
  checkList('sourceType', sourceType, SOURCES)
  checkList('sizeType', sizeType, SIZES)
}

/** One picture at a time, however many may be chosen; what the camera would see is in the album. */
async function chooseMedia(options: Options): Promise<object> {
  checkChoice(options)
  if (!(await mayUse('chooseMedia'))) {
    throw new Failure('chooseMedia:fail privacy permission is not authorized', { errno: 104 })
  }
  if (refuses.photos) throw new Failure('chooseMedia:fail auth deny')
  const cameraOnly = JSON.stringify(options.sourceType) === '["camera"]'
  const chosen = await askForPhoto(cameraOnly ? '拍一张照片' : '选一张照片')
  if (chosen === undefined) throw new Failure('chooseMedia:fail cancel')
  const { file } = chosen
  const picked = { tempFilePath: keepTemporary(file), size: file.size, fileType: 'image' }
  return { tempFiles: [picked], type: 'image' }
}

function previewImage({ urls, current }: Options): void {
  if (!Array.isArray(urls) || urls.length === 0 || !urls.every((url) => typeof url === 'string')) {
    throw new Failure('previewImage:fail parameter error: parameter.urls should be a list of links')
  }
  const cloudFile = (urls as string[]).find((url) => url.startsWith('cloud:'))
  if (cloudFile !== undefined) throw unsupported('previewImage', `${cloudFile}, a file id instead of a link,`)
  const sources = (urls as string[]).map((url) => assetUrl(url, topPage().route))
  showFullScreen(sources, Math.max(0, (urls as unknown[]).indexOf(current)))
}

export const media = apis({ chooseMedia, previewImage })
