import '../../../../local/preview/phone'
import type { Allowed, LayoutFault, Located, TextSize } from '../findings'
import { locate, sees, shownText } from './eyes'
import { layoutFaults } from './layout-faults'
import { stillness } from './stillness'
import { textSizes } from './text-sizes'

/** What tests ask a phone's page, in that page. */
export interface TestEyes {
  sees(text: string): boolean
  shownText(): string
  locate(name: string): Located
  layoutFaults(allowed: Allowed): LayoutFault[]
  stillness(): Promise<void>
  textSizes(): TextSize[]
}

declare global {
  interface Window {
    huiweiTestEyes: TestEyes
  }
}

window.huiweiTestEyes = { sees, shownText, locate, layoutFaults, stillness, textSizes }
