import { readAddress, writeAddress, type AddressedPhone } from '../../local/stage/page/address'
import { usualSettings } from '../../local/stage/page/phone-settings'

const diner: AddressedPhone = {
  part: 'diner',
  page: 'pages/home/home',
  entryPage: 'pages/home/home',
  settings: usualSettings,
}
const till: AddressedPhone = {
  part: 'cashier',
  page: 'counter/pages/start/start',
  entryPage: 'counter/pages/start/start',
  settings: usualSettings,
}

describe('the stage’s address', () => {
  it('is bare while everything is as it was at first', () => {
    expect(writeAddress('diner', 'light dark', [diner, till])).toBe('/')
    expect(writeAddress(null, 'light dark', [{ ...diner, page: '' }])).toBe('/')
  })

  it('says what is not, and read again it means the same', () => {
    const settings = {
      network: 'offline',
      largeFont: true,
      refusesPhoneNumber: true,
      refusesMessages: true,
      refusesPhotos: true,
    } as const
    const page = 'pages/redemption/redemption?id=r1'
    const address = writeAddress('diner-2f', 'dark', [
      { ...diner, page },
      { ...till, settings },
    ])
    expect(readAddress(address.slice(1), ['diner', 'cashier'])).toEqual({
      scene: null,
      diner: 'diner-2f',
      appearance: 'dark',
      phones: { diner: { at: page, settings: {} }, cashier: { at: null, settings } },
    })
  })

  it('may ask for a scene', () => {
    expect(readAddress('?scene=to-serve', []).scene).toBe('to-serve')
  })

  it('with something unheard of in it is read without that', () => {
    const { phones } = readAddress('?diner.network=carrier-pigeon&diner.font=tiny', ['diner'])
    expect(phones.diner).toEqual({ at: null, settings: {} })
  })
})
