import type { Page, Route } from 'playwright-core'

/**
 * From when this resolves until `page.unroute(where)`, what the page asks of `where` is answered by `answer`.
 *
 * `page.route` alone is in force a moment after it says so: the browser says it before the page's process has heard of
 * it, and a phone that is told over its own socket to call the cloud may be sooner (seen 2 times in 2,000). So the page
 * asks for its own document until that is answered by us.
 */
export async function intercept(
  page: Page,
  where: string | RegExp,
  answer: (route: Route) => Promise<void>,
): Promise<void> {
  await page.route(ANSWERED_BY_US, (route) => route.fulfill({ status: 204 }))
  await page.route(where, answer)
  while ((await page.evaluate(ASK)) !== 204);
  await page.unroute(ANSWERED_BY_US)
}

const ANSWERED_BY_US = /\?in-force$/
const ASK = `fetch(location.pathname + '?in-force').then((reply) => reply.status)`
