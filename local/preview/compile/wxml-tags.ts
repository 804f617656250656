import { lineAt } from './problems'

export interface Tag {
  name: string
  line: number
}

/** Comments, scripts written inside, and one tag at a time; a `>` inside quotes or `{{ }}` ends nothing. */
const PIECE =
  /<!--[\s\S]*?-->|<wxs\b(?:[^>"']|"[^"]*"|'[^']*')*?(?:\/>|>[\s\S]*?<\/wxs\s*>)|\{\{[\s\S]*?\}\}|<([A-Za-z][\w-]*)(?:[^>"']|"[^"]*"|'[^']*')*>/g

/** The elements a template names, in order, `block` and its kind among them; `wxs` is left out. */
export function tagsOf(wxml: string): Tag[] {
  return [...wxml.matchAll(PIECE)].flatMap(({ 1: name, index }) =>
    name === undefined ? [] : [{ name, line: lineAt(wxml, index) }],
  )
}
