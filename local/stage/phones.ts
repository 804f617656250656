import { randomBytes, randomInt } from 'node:crypto'
import type { PhoneOnStage } from './phone-on-stage'

/** One phone of the stage, and whose it is. */
export interface StagePhone extends PhoneOnStage {
  openid: string
  phoneNumber: string
}

export const DINER: StagePhone = {
  name: 'diner',
  part: 'diner',
  title: '顾客的手机',
  openid: 'demo-diner-1',
  phoneNumber: '13800002046',
  entryPage: 'pages/home/home',
}

export const CASHIER: StagePhone = {
  name: 'cashier',
  part: 'cashier',
  title: '收银员的手机',
  openid: 'demo-cashier',
  phoneNumber: '13800005017',
  entryPage: 'counter/pages/start/start',
}

/** A manager may do all that a cashier may, in both stores, and void bills that are past a cashier's time. */
export const MANAGER: StagePhone = {
  name: 'manager',
  part: 'manager',
  title: '店长的手机',
  openid: 'demo-manager',
  phoneNumber: '13800006023',
  entryPage: 'counter/pages/start/start',
}

/** The phones there are; new diners may join while the stage is open. */
export class Phones {
  private readonly byName = new Map<string, StagePhone>()

  /** Throws for two phones of one name, or a name that is no part of an address. */
  constructor(phones: readonly StagePhone[]) {
    for (const phone of phones) this.add(phone)
  }

  get(name: string): StagePhone | null {
    return this.byName.get(name) ?? null
  }

  all(): StagePhone[] {
    return [...this.byName.values()]
  }

  /** Somebody who never was here: a WeChat user and a telephone number of their own. */
  addDiner(): StagePhone {
    const name = `diner-${randomBytes(4).toString('hex')}`
    const number = this.all().filter(({ part }) => part === 'diner').length + 1
    return this.add({
      ...DINER,
      name,
      title: `顾客 ${number} 的手机`,
      openid: `demo-${name}`,
      phoneNumber: `138${String(randomInt(100_000_000)).padStart(8, '0')}`,
    })
  }

  /** Who a WeChat user is on the stage: 顾客, 顾客 2, 收银员. Null for anybody else. */
  whoIs(openid: string): string | null {
    const phone = this.all().find((one) => one.openid === openid)
    return phone ? phone.title.replace(/ ?的手机$/, '') : null
  }

  private add(phone: StagePhone): StagePhone {
    if (!/^[a-z][a-z0-9-]*$/.test(phone.name)) throw new Error(`"${phone.name}" cannot be a phone's name`)
    if (this.byName.has(phone.name)) throw new Error(`there are two phones named ${phone.name}`)
    this.byName.set(phone.name, phone)
    return phone
  }
}
