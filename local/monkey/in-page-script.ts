import path from 'node:path'
import { pageScript } from '../browser/page-script'
import { repository } from '../options'

/** The script that sets `window.huiweiGlance` in a phone's page. */
export const inPageScript = (): string => pageScript(path.join(repository(), 'local/monkey/in-page/look.ts'))
