import '../../../../local/preview/phone'
import type { Allowed, LayoutFault, Located } from '../findings'
import { locate, sees, shownText } from './eyes'
import { layoutFaults } from './layout-faults'
import { stillness } from './stillness'

/** What tests ask a phone's page, in that page. */
export interface TestEyes {
  sees(text: string): boolean
  shownText(): string
  locate(name: string): Located
  layoutFaults(allowed: Allowed): LayoutFault[]
  stillness(): Promise<void>
}

declare global {
  interface Window {
    huiweiTestEyes: TestEyes
  }
}

window.huiweiTestEyes = { sees, shownText, locate, layoutFaults, stillness }
