/** Files of this visit to the mini-program, by the path that pages are given for them. A page loaded anew has none. */
const files = new Map<string, Blob>()

/** Keeps a file and gives the path under which pages show it and send it. */
export function keepTemporary(file: Blob): string {
  const path = URL.createObjectURL(file)
  files.set(path, file)
  return path
}

export const temporaryFile = (path: string): Blob | undefined => files.get(path)
