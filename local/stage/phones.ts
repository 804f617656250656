import { randomBytes, randomInt } from 'node:crypto'

/** One phone of the stage: whose it is, and where its mini-program starts. */
export interface StagePhone {
  /** In addresses: `/phone/<name>/`. Small letters, digits, hyphens. */
  name: string
  title: string
  openid: string
  phoneNumber: string
  entryPage: string
}

export const DINER: StagePhone = {
  name: 'diner',
  title: '顾客的手机',
  openid: 'demo-diner-1',
  phoneNumber: '13800002046',
  entryPage: 'pages/home/home',
}

export const CASHIER: StagePhone = {
  name: 'cashier',
  title: '收银员的手机',
  openid: 'demo-cashier',
  phoneNumber: '13800005017',
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
    return this.add({
      ...DINER,
      name,
      openid: `demo-${name}`,
      phoneNumber: `138${String(randomInt(100_000_000)).padStart(8, '0')}`,
    })
  }

  private add(phone: StagePhone): StagePhone {
    if (!/^[a-z][a-z0-9-]*$/.test(phone.name)) throw new Error(`"${phone.name}" cannot be a phone's name`)
    if (this.byName.has(phone.name)) throw new Error(`there are two phones named ${phone.name}`)
    this.byName.set(phone.name, phone)
    return phone
  }
}
