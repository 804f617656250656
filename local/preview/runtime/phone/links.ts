const LINK = /^http:\/\/(?:127\.0\.0\.1|localhost):\d+(\/files\/[0-9a-f]{64})$/

/** Where the stage serves the file of a temporary URL, by whichever of its names this page was opened; else null. */
export const linkedPath = (url: string): string | null => LINK.exec(url)?.[1] ?? null
