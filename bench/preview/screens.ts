import type { Page } from 'playwright-core'
import type { PageWork } from '../../local/preview/phone'
import { counterWords } from '../../miniprogram/copy/counter'
import type { OnScreen } from './on-screen'

/** A page of the mini-program, and how somebody comes to see it. */
export interface Screen {
  page: string
  phone: 'diner' | 'cashier' | 'manager'
  /** How many functions it has to call before it is of use. */
  calls: 0 | 1
  /** What its link needs. */
  query?: (restaurant: OnScreen) => string
  /** What leads there, from the page before; without, a link opens it. */
  from?: { page: string; by: (till: Page, restaurant: OnScreen) => Promise<void> }
}

const BILL = 'counter/pages/bill/bill'
const KEYED = 'counter/pages/keyed/keyed'

export const screens: Screen[] = [
  { page: 'pages/home/home', phone: 'diner', calls: 1 },
  { page: 'pages/mall/mall', phone: 'diner', calls: 1 },
  { page: 'pages/code/code', phone: 'diner', calls: 1 },
  { page: 'pages/me/me', phone: 'diner', calls: 1 },
  { page: 'pages/join/join', phone: 'diner', calls: 1 },
  { page: 'pages/privacy/privacy', phone: 'diner', calls: 0 },
  { page: 'pages/history/history', phone: 'diner', calls: 1 },
  { page: 'pages/redemptions/redemptions', phone: 'diner', calls: 1 },
  { page: 'pages/vouchers/vouchers', phone: 'diner', calls: 1 },
  { page: 'pages/tasks/tasks', phone: 'diner', calls: 1 },
  { page: 'pages/tier/tier', phone: 'diner', calls: 1 },
  {
    page: 'pages/redemption/redemption',
    phone: 'diner',
    calls: 1,
    query: ({ redemptionId }) => `?id=${redemptionId}`,
  },
  { page: 'counter/pages/start/start', phone: 'cashier', calls: 1 },
  { page: KEYED, phone: 'cashier', calls: 0 },
  { page: BILL, phone: 'cashier', calls: 0, from: { page: KEYED, by: pasteTheCode } },
  { page: 'counter/pages/result/result', phone: 'cashier', calls: 0, from: { page: BILL, by: settle } },
  { page: 'counter/pages/deeds/deeds', phone: 'cashier', calls: 0 },
  { page: 'counter/pages/source/source', phone: 'cashier', calls: 1 },
  { page: 'counter/pages/reviews/reviews', phone: 'manager', calls: 1 },
  { page: 'counter/pages/submissions/submissions', phone: 'manager', calls: 1 },
]

/** Opens a screen in a new document, as the first page or after those that lead there; gives what it had asked for when it became of use. */
export async function openCold(restaurant: OnScreen, screen: Screen): Promise<PageWork> {
  const phone = restaurant[screen.phone]
  if (screen.from) {
    const { page, by } = screen.from
    const before = screens.find((one) => one.page === page)
    if (!before) throw new Error(`${page} is no screen`)
    await openCold(restaurant, before)
    await by(phone, restaurant)
  } else {
    // An address that differs from the present one behind its # only would open no new document.
    await phone.goto('about:blank')
    const query = screen.query?.(restaurant) ?? ''
    await phone.goto(`${restaurant.addressOf(screen.phone)}#${screen.page}${query}`)
  }
  return (await phone.evaluate(`(${whenUsable})(${JSON.stringify(screen.page)})`)) as PageWork
}

/**
 * In the phone's document: waits until the page is of use and nothing is under way. Gives its work as it was when it
 * became of use: a page that waits for something asks again meanwhile.
 */
const whenUsable = `async (page) => {
  const work = () => window.huiweiPhone.workAtFirstUse
  while (work()?.page !== page) await new Promise((resolve) => requestAnimationFrame(resolve))
  const atFirstUse = work()
  await window.huiweiPhone.settled()
  return atFirstUse
}`

async function pasteTheCode(till: Page, restaurant: OnScreen): Promise<void> {
  await till.getByLabel(counterWords.byText, { exact: true }).tap()
  await till.locator('textarea').fill(await restaurant.memberCode())
  await till.locator(`[role="button"][aria-label="${counterWords.confirm}"]`).tap()
}

async function settle(till: Page): Promise<void> {
  // Another amount each time: the same twice is a question.
  for (const key of String(1_000 + Math.floor(Math.random() * 9_000))) {
    await till.locator(`[role="button"][aria-label="${key}"]`).tap()
  }
  await till.locator(`[aria-label^="${counterWords.settle} ¥"]`).tap()
}
