import type { PhonePages } from '../stage/phone-pages'

/** The phones' screens, once a browser of ours shows them. */
export class Screens {
  private pages: PhonePages | null = null

  show(pages: PhonePages): void {
    this.pages = pages
  }

  /** A phone's screen as PNG in base64. Rejects as long as none is shown. */
  async picture(phone: string): Promise<string> {
    if (!this.pages) throw new Error(`the screen of ${phone} is not open yet`)
    const png = await this.pages.get(phone).screenshot()
    return png.toString('base64')
  }
}
