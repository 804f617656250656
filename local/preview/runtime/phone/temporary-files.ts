interface Kept {
  file: Blob
  /** Where the browser has it. */
  url: string
}

/** Files of this visit to the mini-program, by the path that pages are given for them. A page loaded anew has none. */
const files = new Map<string, Kept>()

const ENDINGS: Record<string, string> = {
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/gif': '.gif',
  'image/webp': '.webp',
}
/** As DevTools names them; a phone says `wxfile://tmp_…`. */
const PLACE = 'http://tmp/'

/** Keeps a file and gives the path under which pages show it and send it. */
export function keepTemporary(file: Blob): string {
  const path = `${PLACE}${crypto.randomUUID().replaceAll('-', '')}${ENDINGS[file.type] ?? ''}`
  files.set(path, { file, url: URL.createObjectURL(file) })
  return path
}

export const temporaryFile = (path: string): Blob | undefined => files.get(path)?.file

/**
 * Where the browser has the file of such a path; null for other paths. One of an earlier visit is no picture: whoever
 * shows it hears that it cannot be loaded.
 */
export function temporaryUrl(path: string): string | null {
  if (!path.startsWith(PLACE)) return null
  return files.get(path)?.url ?? 'data:,'
}
