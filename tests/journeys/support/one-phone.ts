import automator from 'miniprogram-automator'
import { auditCloud } from '../../../local/audit'
import { DINER } from '../../../local/stage/phones'
import { closeBrowser, openRestaurantOnScreen } from './open-stage'
import { PhoneByAutomator } from './phone-by-automator'
import type { PortablePhone } from './portable-phone'

interface Opened {
  phone: PortablePhone
  /** Rejects when something went wrong on the way. */
  close(): Promise<void>
}

/**
 * One phone for a file of portable journeys, of a WeChat user who is no member yet and works at the riverside till. It
 * is in a headless browser, or where `npm run journeys` says: in the simulator of WeChat DevTools.
 */
export function onePhone(): { readonly phone: PortablePhone } {
  let opened: Opened | undefined
  beforeAll(async () => {
    const { HUIWEI_AUTOMATOR: endpoint } = process.env
    opened = await (endpoint ? inSimulator(endpoint) : inBrowser())
  })
  afterAll(() => opened?.close())
  return {
    get phone() {
      if (!opened) throw new Error('the phone is not open yet')
      return opened.phone
    },
  }
}

async function inBrowser(): Promise<Opened> {
  const restaurant = await openRestaurantOnScreen({ phones: [{ ...DINER, openid: 'demo-cashier' }] })
  return {
    phone: restaurant.diner,
    close: async () => {
      const wrong = auditCloud(restaurant.cloud)
      await restaurant.close()
      await closeBrowser()
      expect(wrong).toEqual([])
    },
  }
}

async function inSimulator(wsEndpoint: string): Promise<Opened> {
  const miniProgram = await automator.connect({ wsEndpoint })
  const phone = new PhoneByAutomator(miniProgram)
  await phone.isNew()
  return {
    phone,
    close: async () => {
      miniProgram.disconnect()
      expect(phone.mistakes()).toEqual([])
    },
  }
}
