import type { SourcePath } from '../../bundle'

export interface Place {
  path: SourcePath
  query: Record<string, string>
}

/** `pages/home/home?id=1`, from the root, from `/` or relative to another page. Query values are decoded once. */
export function placeOf(url: string, from: SourcePath = ''): Place {
  const mark = url.indexOf('?')
  const [path, search] = mark < 0 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)]
  const absolute = path.startsWith('/') ? path : new URL(path, `http://phone/${from}`).pathname
  const query: Record<string, string> = {}
  for (const pair of (search.split('#')[0] ?? '').split('&')) {
    if (pair === '') continue
    const at = pair.indexOf('=')
    const name = at < 0 ? pair : pair.slice(0, at)
    query[decodeURIComponent(name)] = at < 0 ? '' : decodeURIComponent(pair.slice(at + 1))
  }
  return { path: decodeURIComponent(absolute.replace(/^\/+/, '')), query }
}

/** The reverse, for the address line and for logs. */
export function urlOf({ path, query }: Place): string {
  const pairs = Object.entries(query).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  )
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`
}
