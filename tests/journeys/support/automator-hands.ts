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
      await (await buttonOf(element)).tap()
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

/** Whether anything on the page has these words in it, and some size: what is hidden has none. */
export async function saysByAutomator(miniProgram: MiniProgram, text: string): Promise<boolean> {
  const page = await miniProgram.currentPage()
  return page !== undefined && saysIn(page as unknown as Searched, withoutSpaces(text), DEEPEST)
}

/** The words of the page's own template, for messages. */
export async function saidByAutomator(miniProgram: MiniProgram): Promise<string> {
  const page = await miniProgram.currentPage()
  const elements = page ? await (page as unknown as Searched).$$('*') : []
  const texts = [...new Set(await Promise.all(elements.map(wordsOf)))]
  return texts.filter((text) => !texts.some((other) => other !== text && other.includes(text))).join(' | ')
}

/** The text the page holds under this name; empty when there is none. */
export async function readByAutomator(miniProgram: MiniProgram, field: string): Promise<string> {
  const page = await miniProgram.currentPage()
  const held: unknown = await page?.data(field)
  return typeof held === 'string' ? held : ''
}

async function saysIn(searched: Searched, wanted: string, depth: number): Promise<boolean> {
  const elements = await searched.$$('*')
  const words = await Promise.all(elements.map(wordsOf))
  const saying = elements.filter((_, index) => words[index]?.includes(wanted))
  if ((await Promise.all(saying.map(hasSize))).includes(true)) return true
  if (depth === 0) return false
  const inside = elements.filter(isComponent) as unknown as Searched[]
  const deeper = await Promise.all(inside.map((element) => saysIn(element, wanted, depth - 1)))
  return deeper.includes(true)
}

/** What went from the page meanwhile says nothing any more. */
async function wordsOf(element: Element): Promise<string> {
  return withoutSpaces(String((await element.text().catch(() => null)) ?? ''))
}

async function hasSize(element: Element): Promise<boolean> {
  const { width, height } = await element.size().catch(() => ({ width: 0, height: 0 }))
  return Number(width) > 0 && Number(height) > 0
}

/** What a finger hits of it: a component listens to its own button, which submits forms too. */
async function buttonOf(element: Element): Promise<Element> {
  const [button] = isComponent(element) ? ((await element.$$('button')) as Element[]) : []
  return button ?? element
}

async function findNamed(miniProgram: MiniProgram, name: string): Promise<Element[]> {
  const page = await miniProgram.currentPage()
  return page ? findIn(page as unknown as Searched, name, DEEPEST) : []
}

/** What is called so is meant before what only says so: a key before the figure that shows it. */
async function findIn(searched: Searched, name: string, depth: number): Promise<Element[]> {
  const called = await findCalled(searched, name)
  if (called.length > 0) return called
  const wanted = withoutSpaces(name)
  const elements = await searched.$$('*')
  const words = await Promise.all(elements.map(wordsOf))
  const found = elements.filter((_, index) => words[index] === wanted)
  if (found.length > 0) return innermost(found)
  if (depth === 0) return []
  const inside = elements.filter(isComponent)
  const deeper = await Promise.all(
    inside.map((element) => findIn(element as unknown as Searched, name, depth - 1)),
  )
  return deeper.flat()
}

/** By its label or placeholder: one question each, where asking every element for its own would be hundreds. */
async function findCalled(searched: Searched, name: string): Promise<Element[]> {
  const quoted = JSON.stringify(name)
  const found = ['aria-label', 'placeholder'].map((attribute) => searched.$$(`[${attribute}=${quoted}]`))
  return (await Promise.all(found)).flat()
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
