import path from 'node:path'
import { pageScript } from '../../../local/browser/page-script'

/** The script that sets `window.huiweiTestEyes`: what tests ask a phone's page, in that page. */
export const inPageScript = (): string => pageScript(path.join(__dirname, 'in-page/main.ts'))
