import type { SourcePath } from '../../bundle'
import { linkedPath } from './links'
import { temporaryUrl } from './temporary-files'

/**
 * Where the stage serves a mini-program's own file: `/assets/bowl.svg`, or a path relative to the page or component
 * that names it. `data:` and `blob:` stay, temporary files are the phone's, temporary URLs of the cloud's files are the
 * stage's; nothing else is fetched.
 * @throws for an address on the network: a phone here reaches only its own stage.
 */
export function assetUrl(source: string, from: SourcePath): string {
  if (/^(data|blob):/.test(source)) return source
  const known = temporaryUrl(source) ?? linkedPath(source)
  if (known !== null) return known
  if (/^([a-z]+:)?\/\//i.test(source) || /^[a-z]+:/i.test(source)) {
    throw new Error(`${source}: an address outside the mini-program is not supported by the preview`)
  }
  return `/preview/assets${new URL(source, `http://phone/${from}`).pathname}`
}
