import { type AnyNode, parse, type Program } from 'acorn'

export type Visit = (node: AnyNode, parent: AnyNode | null) => void

export interface Unreadable {
  line: number
  message: string
}

/** Reads a script. A syntax error is an answer, not an exception. */
export function parseScript(code: string): Program | Unreadable {
  try {
    return parse(code, { ecmaVersion: 2022, sourceType: 'script', allowReturnOutsideFunction: true })
  } catch (error) {
    const { message, loc } = error as { message: string; loc?: { line: number } }
    return { line: loc?.line ?? 1, message: message.replace(/ \(\d+:\d+\)$/, '') }
  }
}

/** Shows every node to `visit`, parents first. */
export function walk(node: AnyNode, visit: Visit, parent: AnyNode | null = null): void {
  visit(node, parent)
  for (const value of Object.values(node) as unknown[]) {
    if (Array.isArray(value)) value.filter(isNode).forEach((child) => walk(child, visit, node))
    else if (isNode(value)) walk(value, visit, node)
  }
}

const isNode = (value: unknown): value is AnyNode =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'

/** A piece of source replaced by another. */
export interface Edit {
  start: number
  end: number
  text: string
}

/** Applies edits that do not overlap; insertions (`start === end`) at one place keep their order. */
export function applyEdits(source: string, edits: Edit[]): string {
  const ordered = edits.map((edit, index) => ({ edit, index }))
  ordered.sort((a, b) => a.edit.start - b.edit.start || a.index - b.index)
  let result = ''
  let at = 0
  for (const { edit } of ordered) {
    result += source.slice(at, edit.start) + edit.text
    at = edit.end
  }
  return result + source.slice(at)
}
