import '../../preview/phone'
import { accessibleName, TAPPABLES } from '../../stage/eyes/names'
import { describe, isBeside, isDrawn } from '../../stage/eyes/visible'
import type { Glance, Target } from '../glance'

declare global {
  interface Window {
    /** Looks at the phone once it is quiet, or after so many milliseconds all the same. */
    huiweiGlance: (patienceMs: number) => Promise<Glance>
  }
}

const FIELDS = 'input, textarea, select'
const PAGE = '.phone-page.top'
/** An opening screen and a spinner call themselves so; the phone's own toast says nothing. */
const WAITING = '[aria-label="正在打开"], [aria-label="加载中"], .phone-spinner'
const LONGEST_NAME = 40

window.huiweiGlance = async (patienceMs) => {
  const phone = window.huiweiPhone
  await Promise.race([phone?.settled(), new Promise((resolve) => setTimeout(resolve, patienceMs))])
  const page = document.querySelector<HTMLElement>(PAGE)
  return {
    route: page?.dataset.route ?? '',
    targets: targets(),
    waiting: waiting(page),
    words: (page?.querySelector<HTMLElement>('.phone-page-area')?.innerText ?? '')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, 200),
    fails: !isCovered() && [...(page?.querySelectorAll('[role="alert"]') ?? [])].some(isDrawn),
    showsCode: (phone?.canvasesOnScreen().length ?? 0) > 0,
    numbers: [...(page?.querySelectorAll<HTMLElement>('[id^="member-"]') ?? [])].map(({ innerText }) =>
      innerText.replace(/\s+/g, ''),
    ),
    errors: [...(phone?.errors ?? []), ...(phone?.warnings ?? [])],
  }
}

/** By a sheet of the phone's own: its answers are the way on. */
function isCovered(): boolean {
  return document.querySelector('.phone-layer:not(.phone-toast-layer)') !== null
}

function targets(): Target[] {
  return [...document.querySelectorAll(TAPPABLES)].map(targetOf).filter((target) => target !== null)
}

/** Null for what a finger cannot reach: out of sight, covered, or only around something else to tap. */
function targetOf(element: Element): Target | null {
  const { left, top, width, height } = element.getBoundingClientRect()
  const [x, y] = [left + width / 2, top + height / 2]
  const hit = width > 0 && height > 0 ? document.elementFromPoint(x, y) : null
  if (hit?.closest(TAPPABLES) !== element) return null
  return {
    x,
    y,
    name: accessibleName(element).slice(0, LONGEST_NAME),
    kind: element.matches(FIELDS) ? 'field' : 'thing',
    ofPhone: element.closest('[data-drawn-by="phone"]') !== null,
    disabled: element.closest('[aria-disabled="true"], [disabled]') !== null,
  }
}

function waiting(page: HTMLElement | null): string[] {
  const seen = [...document.querySelectorAll(WAITING)].filter((one) => isDrawn(one) && !isBeside(one))
  const pictures = [...(page?.querySelectorAll('[role="img"]:empty') ?? [])].filter(isDrawn)
  const pulled = page?.querySelector('.phone-page-area.refreshing') ? ['a page pulled down'] : []
  return [...[...seen, ...pictures].map(describe), ...pulled]
}
