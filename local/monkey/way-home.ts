import { miniProgramPages } from '../mini-program-pages'
import type { Glance, Target } from './glance'
import type { Hands } from './hands'

/** What the phone shows while the mini-program is in the background. */
export const isWayBackIn = ({ name, ofPhone }: Target): boolean => ofPhone && /^回到(?!首页)/.test(name)

/** A person's ways out, the best first: back into the mini-program, its first tab, the bar's house. */
const WAYS = [isWayBackIn, ofPhoneCalled('首页'), ofPhoneCalled('回到首页')]

/**
 * Finds home from wherever the phone is, as a person would: by tab, by the bar, back and back again. Null when it got
 * there; else where it ended.
 */
export async function goesHome(hands: Hands, patienceMs: number): Promise<string | null> {
  const until = performance.now() + patienceMs
  let before = ''
  for (;;) {
    const glance = await hands.look()
    if (isHome(glance)) return null
    if (performance.now() > until) {
      return `${hands.options.phone.name} does not get home: it is on ${glance.route} with ${glance.words}`
    }
    const seen = JSON.stringify(glance.targets)
    // What the back gesture does not move, as a question that wants an answer, is answered.
    const way = wayOut(glance) ?? (seen === before ? answerTo(hands, glance) : null)
    if (way) await hands.fingers.tap(way)
    else await hands.page.keyboard.press('Escape')
    before = seen
  }
}

/** It is there, uncovered, and says something: what can be tapped may be further down on a low phone. */
function isHome({ route, waiting, targets, words }: Glance): boolean {
  const uncovered = targets.some(ofPhoneCalled('首页'))
  return route === miniProgramPages[0] && uncovered && waiting.length === 0 && words !== ''
}

function wayOut({ targets }: Glance): Target | undefined {
  return WAYS.map((way) => targets.find(way)).find(Boolean)
}

function answerTo(hands: Hands, { targets }: Glance): Target | null {
  const answers = targets.filter(({ ofPhone }) => ofPhone)
  return answers.length === 0 ? null : hands.luck.pick(answers)
}

function ofPhoneCalled(wanted: string): (target: Target) => boolean {
  return ({ name, ofPhone }) => ofPhone && name === wanted
}
