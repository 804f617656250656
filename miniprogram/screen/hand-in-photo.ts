import { soon } from '../cloud/call'
import { submissionWords } from '../copy/submissions'

/** A photo as functions take it, why there is none, or null when the diner thought better of it. */
export type Photo = { fileId: string } | { problem: string } | null

/** A compressed photo has some hundred kilobytes. */
const LONGEST_UPLOAD_MS = 30_000
const HEX = '0123456789abcdef'

/** Lets the diner choose a photo or take one, and puts it where only the restaurant sees it. */
export async function photoToHandIn(): Promise<Photo> {
  const chosen = await choosePhoto()
  if (chosen === null || 'problem' in chosen) return chosen
  const ending = /\.([a-z]{3,4})$/i.exec(chosen.path)?.[1]?.toLowerCase() ?? 'jpg'
  try {
    const cloudPath = `task-photos/${unguessable()}.${ending}`
    const { fileID } = await soon(
      wx.cloud.uploadFile({ cloudPath, filePath: chosen.path }),
      LONGEST_UPLOAD_MS,
    )
    return { fileId: fileID }
  } catch {
    return { problem: submissionWords.notSent }
  }
}

async function choosePhoto(): Promise<{ path: string } | { problem: string } | null> {
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
    const { errMsg = '' } = error as { errMsg?: string }
    return errMsg.includes('cancel') ? null : { problem: submissionWords.notAllowed }
  }
}

/** Whoever knows the name of a photo may hand it in: nobody guesses it. */
function unguessable(): string {
  return Array.from({ length: 32 }, () => HEX[Math.floor(Math.random() * HEX.length)]).join('')
}
