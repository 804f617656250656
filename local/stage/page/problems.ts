import type { Problem } from '../../preview/compile/problems'

/** Shows what is wrong with the mini-program's source over the phones, which go on running the last good one. */
export function showProblems(problems: readonly Problem[]): void {
  const panel = document.getElementById('problems')
  const title = document.getElementById('problems-title')
  const list = document.getElementById('problems-list')
  if (!panel || !title || !list) return
  panel.hidden = problems.length === 0
  title.textContent = `源码有 ${problems.length} 处问题，手机上仍是上一次能运行的样子`
  list.replaceChildren(...problems.map(line))
}

function line({ file, line, message }: Problem): HTMLElement {
  const item = document.createElement('li')
  const where = document.createElement('code')
  where.textContent = line === undefined ? file : `${file}:${line}`
  item.append(where, message)
  return item
}
