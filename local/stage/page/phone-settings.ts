import type { Network } from '../../preview/phone'

/** What is set on a phone from outside. It outlives a reload, as a phone's own settings do. */
export interface PhoneSettings {
  network: Network
  largeFont: boolean
  refusesPhoneNumber: boolean
  refusesMessages: boolean
  refusesPhotos: boolean
}

/** Of a phone that nothing was done to. */
export const usualSettings: PhoneSettings = {
  network: 'normal',
  largeFont: false,
  refusesPhoneNumber: false,
  refusesMessages: false,
  refusesPhotos: false,
}
