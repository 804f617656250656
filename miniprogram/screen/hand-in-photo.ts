import { soon } from '../cloud/patience'
import { submissionWords } from '../copy/submissions'

/** What came of it, or why nothing did; null when the diner thought better of it. */
export type Chosen = { path: string } | { problem: string } | null
export type Sent = { fileId: string } | { problem: string }

/** A compressed photo has some hundred kilobytes. */
const LONGEST_UPLOAD_MS = 30_000
const HEX = '0123456789abcdef'
/** Privacy was not agreed to: refused just now, or refused a moment ago and not asked again yet. */
const NOT_AGREED = [103, 104]

/** Lets the diner choose a photo or take one. */
export async function choosePhoto(): Promise<Chosen> {
  try {
    const { tempFiles } = await wx.chooseMedia({
      count: 1,
      mediaType: ['image'],
      sizeType: ['compressed'],
      sourceType: ['album', 'camera'],
    })
    const [photo] = tempFiles
    return photo ? { path: photo.tempFilePath } : null
  } catch (error) {
    return whyNone(error as { errMsg?: string; errno?: number })
  }
}

function whyNone({ errMsg = '', errno = 0 }: { errMsg?: string; errno?: number }): Chosen {
  if (errMsg.includes('cancel')) return null
  if (NOT_AGREED.includes(errno)) return { problem: submissionWords.notAgreed }
  return { problem: /auth|permission/.test(errMsg) ? submissionWords.notAllowed : submissionWords.notTaken }
}

/** Puts a photo where only the restaurant sees it. */
export async function sendPhoto(path: string): Promise<Sent> {
  const ending = /\.([a-z]{3,4})$/i.exec(path)?.[1]?.toLowerCase() ?? 'jpg'
  try {
    const cloudPath = `task-photos/${unguessable()}.${ending}`
    const { fileID } = await soon(wx.cloud.uploadFile({ cloudPath, filePath: path }), LONGEST_UPLOAD_MS)
    return { fileId: fileID }
  } catch {
    return { problem: submissionWords.notSent }
  }
}

/** Whoever knows the name of a photo may hand it in: nobody guesses it. */
function unguessable(): string {
  return Array.from({ length: 32 }, () => HEX[Math.floor(Math.random() * HEX.length)]).join('')
}

/** Deletes a photo that was not taken: nobody else knows where it is. */
export function takePhotoBack(fileId: string): void {
  void wx.cloud.deleteFile({ fileList: [fileId] }).catch(() => undefined)
}
