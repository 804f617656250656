import { invalidParameter } from '../errors'

/** Reads a multipart/form-data body into its parts by name. */
export function parseMultipart(body: Buffer, contentType: string): Map<string, Buffer> {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1]
  if (boundary === undefined) throw invalidParameter('The multipart body has no boundary')
  const delimiter = Buffer.from(`--${boundary}`)
  const parts = new Map<string, Buffer>()
  let start = body.indexOf(delimiter)
  for (;;) {
    const end = body.indexOf(delimiter, start + delimiter.length)
    if (start < 0 || end < 0) return parts
    const part = body.subarray(start + delimiter.length + '\r\n'.length, end - '\r\n'.length)
    const headerEnd = part.indexOf('\r\n\r\n')
    const name = /name="([^"]*)"/.exec(part.subarray(0, headerEnd).toString('utf8'))?.[1]
    if (name !== undefined) parts.set(name, part.subarray(headerEnd + '\r\n\r\n'.length))
    start = end
  }
}
