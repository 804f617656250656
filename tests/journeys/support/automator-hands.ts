import type Element from 'miniprogram-automator/out/Element'
import type { InputElement } from 'miniprogram-automator/out/Element'
import type MiniProgram from 'miniprogram-automator/out/MiniProgram'

/** A page or an element: what has a template of its own to look into. */
interface Searched {
  $$(selector: string): Promise<Element[]>
}

/** Deep enough for a button in a card in a list in a page. */
const DEEPEST = 4

/**
 * Taps what is called `name` or says it, by `miniprogram-automator` alone: it works on the DevTools as well. The
 * automator sees one template at a time, so components are looked into as well.
 * @throws what the tap said, when everything of that name is covered; false when nothing has it.
 */
export async function tapByAutomator(miniProgram: MiniProgram, name: string): Promise<boolean> {
  let complaint: unknown
  const found = await findNamed(miniProgram, name)
  for (const element of found) {
    try {
      await element.tap()
      return true
    } catch (error) {
      complaint = error
    }
  }
  if (complaint) throw complaint
  return false
}

/** Types into the field called `name`, replacing what it holds; false when there is none. */
export async function typeByAutomator(
  miniProgram: MiniProgram,
  name: string,
  text: string,
): Promise<boolean> {
  const fields = (await findNamed(miniProgram, name)).filter(({ tagName }) =>
    ['input', 'textarea'].includes(tagName),
  )
  await (fields[0] as InputElement | undefined)?.input(text)
  return fields.length > 0
}

async function findNamed(miniProgram: MiniProgram, name: string): Promise<Element[]> {
  const page = await miniProgram.currentPage()
  return page ? findIn(page as unknown as Searched, withoutSpaces(name), DEEPEST) : []
}

async function findIn(searched: Searched, wanted: string, depth: number): Promise<Element[]> {
  const elements = await searched.$$('*')
  // What went from the page meanwhile, as a toast does, has no names any more.
  const says = await Promise.all(elements.map((element) => namesOf(element).catch((): string[] => [])))
  // What is called so is meant before what only says so: a key before the figure that shows it.
  const called = elements.filter((_, index) => says[index]?.slice(1).includes(wanted))
  if (called.length > 0) return called
  const found = elements.filter((_, index) => says[index]?.[0] === wanted)
  if (found.length > 0) return innermost(found)
  if (depth === 0) return []
  const inside = elements.filter((element) => isComponent(element))
  const deeper = await Promise.all(
    inside.map((element) => findIn(element as unknown as Searched, wanted, depth - 1)),
  )
  return deeper.flat()
}

async function namesOf(element: Element): Promise<string[]> {
  const [text, ...attributes] = await Promise.all([
    element.text(),
    element.attribute('aria-label'),
    element.attribute('placeholder'),
  ])
  return [text, ...attributes].map((said) => withoutSpaces(String(said ?? '')))
}

/** The automator gives components a class of their own. */
function isComponent(element: Element): boolean {
  return element.constructor.name === 'CustomElement'
}

async function innermost(elements: Element[]): Promise<Element[]> {
  const below = await Promise.all(elements.map((element) => element.$$('*') as Promise<Element[]>))
  return elements.filter((_, index) => !below[index]?.some((inner) => elements.includes(inner)))
}

function withoutSpaces(text: string): string {
  return text.replace(/\s+/g, '')
}
