import type { Page } from 'playwright-core'
import type { Allowed, LayoutFault } from './findings'

export type { Allowed, LayoutFault, LayoutRule } from './findings'

/**
 * Everything wrong with how a phone's page is laid out now: what sticks out of the screen, text that is cut off,
 * targets under 88 rpx, contrast under 4.5 (3 for large text), controls without a name, controls under the
 * line at the phone's lower end. Each fault names its element. `allowed` gives a CSS selector of what a rule is not to judge, with what stands in it. The page must
 * have been opened with `inPageScript()`, as `openRestaurantOnScreen` does.
 */
export async function layoutFaults(page: Page, allowed: Allowed = {}): Promise<LayoutFault[]> {
  const call = `window.huiweiTestEyes.layoutFaults(${JSON.stringify(allowed)})`
  return (await page.evaluate(call)) as LayoutFault[]
}
