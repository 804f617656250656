import { invalidParameter } from '../errors'
import { environmentId } from '../functions/call-environment'
import { limits } from '../limits'

/** As on the platform: the environment, and a bucket named after it and the account. */
const prefix = `cloud://${environmentId}.6c6f-${environmentId}-1250000000/`

/**
 * A file's place in the storage. [D] Not empty, no slash at the beginning, none doubled, at most 850 bytes encoded.
 * Ours: no `.` or `..`, no slash at the end, no control characters, which the platform only advises against.
 */
export function checkCloudPath(path: string): void {
  if (path === '') throw invalidParameter('path must not be empty')
  const segments = path.split('/')
  if (segments.includes('')) throw invalidParameter(`path ${path} has a slash too many`)
  if (segments.some((segment) => segment === '.' || segment === '..'))
    throw invalidParameter(`path ${path} must not have . or .. in it`)
  if (/\p{Cc}|\p{Cs}/u.test(path)) throw invalidParameter('path must not have control characters')
  if (encodeURIComponent(path).length > limits.cloudPathBytes)
    throw invalidParameter(`path is longer than ${limits.cloudPathBytes} bytes when encoded`)
}

export const fileIdOf = (path: string): string => `${prefix}${path}`

/** Null for a file of another environment, or what is no file id at all. */
export const pathOf = (fileId: string): string | null =>
  fileId.startsWith(prefix) ? fileId.slice(prefix.length) : null
